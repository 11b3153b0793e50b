new File(basedir, 'KEYS') << new File(sample, 'KEYS').text
new File(basedir, 'huge.yaml') << new File(sample, 'sample.yaml').text.replace('disk: 20', 'disk: 999999999')
true

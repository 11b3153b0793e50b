def recipe = new File(sample, 'sample.yaml').text
new File(basedir, 'KEYS').text = new File(sample, 'KEYS').text
new File(basedir, 'limited.yaml').text = recipe.replace('build:\n', 'build:\n  jobs: { make: 2, test: 3 }\n')
true

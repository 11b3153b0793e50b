def recipe = new File(sample, 'sample.yaml').text
new File(basedir, 'KEYS').text = new File(sample, 'KEYS').text
def command = { words -> recipe.replace('build:\n', "build:\n  command: ${words}\n") }
new File(basedir, 'command.yaml').text = command('[sh, "{srcdir}/configure", "--prefix={prefix}"]')
new File(basedir, 'missing.yaml').text = command('["./Configure"]')
true

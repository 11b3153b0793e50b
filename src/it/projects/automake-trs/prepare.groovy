def recipe = new File(sample, 'automake-trs/sample.yaml').text
def keys = new File(sample, 'automake-trs/KEYS').text
new File(basedir, 'KEYS').text = keys
new File(basedir, 'automake.yaml').text = recipe.replace(', programs: [tests/sample-tests]', '')
true

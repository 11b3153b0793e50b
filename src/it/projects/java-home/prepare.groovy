def recipe = new File(sample, 'sample.yaml').text
def shown = '''  proofs:
    - command: [/bin/sh, -c, 'echo "JAVA_HOME=$JAVA_HOME MODE=$MODE"']
      environment: { MODE: of-the-recipe }
      prints: JAVA_HOME={jdk} MODE=of-the-recipe
'''
def own = recipe.replace('  proofs:\n', shown)
assert own != recipe
new File(basedir, 'own.yaml').text = own
new File(sample, 'KEYS').withInputStream { keys -> new File(basedir, 'KEYS').bytes = keys.bytes }
def java = new File(basedir, 'jre/bin/java')
java.parentFile.mkdirs()
java.text = ''
java.setExecutable(true)
true

def recipe = new File(sample, 'automake-tests/sample.yaml').text.replace('programs: [tests/sample-tests], ', '')
new File(basedir, 'KEYS').text = new File(sample, 'automake-tests/KEYS').text
new File(basedir, 'plain.yaml').text = recipe
new File(basedir, 'automake.yaml').text = recipe
    .replace('test: { ', 'test: { flakyTests: [{ tests: [tests.sha*], rate: 1 of 2, because: It waits. }], ')
    .replace('excludedTests: [NoSuchTest.*]', 'excludedTests: [tests.tty]').replace('when: { --enable-extra: any }', 'when: { release: any }')
    .replace('these tests are in no program of this release.', 'this test needs a terminal.')
true

import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, '19 tests: 17 passed, 1 skipped, 1 flaky',
    'Flaky: StringsTest.SometimesUpper failed, then passed when it was run again (log: ')
build.succeeded(2, ' is up to date in ')
def report = new groovy.xml.XmlSlurper().parseText(build.text('target/surefire-reports/TEST-sample-1.0.0.xml'))
def flaky = report.testcase.find { it.@name == 'SometimesUpper' }
assert report.@flakes == "1" && report.@failures == "0"
assert flaky.flakyFailure.size() == 1 && flaky.flakyFailure.'@message'.text().contains('strings_tests.cc')
['ListTest/0': ['Empty'], 'Values/SplitTest': ['Splits/0', 'Splits/1']].each { suite, names ->
    assert report.testcase.findAll { it.@classname == suite }.collect { it.@name.text() } == names
}
true

import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1)

build.succeeded(2, 'Generating "Mesos build" report')
def page = build.text('target/site/mesos-report.html')
assert page.contains('Sample 1.0.0: build succeeded') && page.contains('href="./mesos-report/index.html"')
['Summary', 'Steps', 'Slowest objects'].each { assert page.contains(it) }
assert page =~ /(?s)<th style="text-align: right;?">Time<\/th>.*<td[^>]*>configure<\/td>\s*<td style="text-align: right;?">[0-9&]/
assert page =~ /<td[^>]*>configure<\/td>/ && page =~ /<td[^>]*>src\/[^<]*\.o<\/td>/
assert build.text('target/site/mesos-report/index.html').contains('Build report')
assert !build.text('target/site/mesos-report/index.html').contains('href="../')
assert build.path('target/site/mesos-report/report.json').toFile().exists()

build.succeeded(3, 'Nothing is recorded in …/target/none/sample-1.0.0. …mesos:build… records a build.')
assert !build.log(3).contains('Generating "Mesos build" report')

build.succeeded(4, '[WARNING] The site has no page of the Mesos build: that needs maven-site-plugin 3.20.0 or newer.')

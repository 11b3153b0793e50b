import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Would fetch sample-1.0.0.tar.gz from …, and verify it.',
    'Its SHA-256 is not pinned. …', 'Dry run: nothing was executed. These commands do the same:')
assert build.started(1).isEmpty() && build.started(3).isEmpty() && build.started(5).isEmpty()

// Of what a run printed, the lines for a shell, as somebody would copy them.
def pasted = { int run ->
  build.log(run).readLines().dropWhile { !it.contains('These commands do the same') }.drop(1).takeWhile { !it.startsWith('[INFO]') }
}
def shell = { List<String> lines ->
  new File(basedir, 'pasted.sh').text = lines.join('\n') + '\n'
  def ran = build.run('sh', '-e', 'pasted.sh')
  assert ran.status() == 0: ran.output()
  ran.output()
}
assert pasted(5).findAll { it.startsWith('#') } == ['# unpack is up to date', '# configure is up to date', '# make is up to date', '# install']
assert build.installations().isEmpty()

def output = shell(pasted(3))
assert output.contains('sample 1.0.0')
assert output.contains('[  PASSED  ]')
assert build.installations().size() == 1
def installed = build.installations()[0].resolve('bin/sample-cli').toString()
assert [installed, '--version'].execute().text.contains('sample 1.0.0')

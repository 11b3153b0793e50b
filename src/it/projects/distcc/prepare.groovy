// Two machines to compile on; they end by themselves if nobody ends them before.
def hosts = (1..2).collect { machine ->
  def port = new ServerSocket(0).withCloseable { it.localPort }
  def log = new File(basedir, "distccd-${machine}.log")
  log.text = ''
  log.setWritable(true, false)
  def command = ['timeout', '240', 'distccd', '--no-detach', '--daemon', '--allow', '127.0.0.1', '--listen', '127.0.0.1',
      '--port', "$port", '--jobs', '4', '--log-level', 'info', '--log-file', "$log"]*.toString()
  def daemon = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
  new File(basedir, "distccd-${machine}.pid").text = "${daemon.pid()}"
  for (int wait = 0; wait < 100; wait++) {
    try {
      new Socket('127.0.0.1', port).close()
      break
    } catch (ConnectException notYet) {
      sleep 50
    }
  }
  "127.0.0.1:$port/4"
}
context.userProperties.put('hosts', hosts.join(' '))
true

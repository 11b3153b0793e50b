// Two machines to compile on; they end by themselves if nobody ends them before.
def hosts = (1..2).collect { machine ->
  def port = new ServerSocket(0).withCloseable { it.localPort }
  def log = new File(basedir, "distccd-${machine}.log")
  def command = ['timeout', '240', 'distccd', '--no-detach', '--daemon', '--allow', '127.0.0.1', '--listen', '127.0.0.1',
      '--port', "$port", '--jobs', '4', '--log-level', 'info', '--log-stderr']*.toString()
  // A daemon started by root becomes another user, who may not reach this directory: it inherits the open log.
  def daemon = new ProcessBuilder(command).directory(new File('/')).redirectErrorStream(true).redirectOutput(log).start()
  new File(basedir, "distccd-${machine}.pid").text = "${daemon.pid()}"
  def listens = {
    try {
      new Socket('127.0.0.1', port).close()
      true
    } catch (ConnectException notYet) {
      false
    }
  }
  for (int wait = 0; !listens(); wait++) {
    assert daemon.alive && wait < 200 : log.text
    sleep 50
  }
  "127.0.0.1:$port/4"
}
context.userProperties.put('hosts', hosts.join(' '))
true

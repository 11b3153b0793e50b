// A machine that has compilers and no launcher.
import java.nio.file.Files
import java.nio.file.Path

def bin = Files.createDirectories(basedir.toPath().resolve('bin'))
['sh', 'gcc', 'g++', 'make', 'ld', 'patch'].each {
  def real = ['sh', '-c', "command -v $it"].execute().text.trim()
  Files.deleteIfExists(bin.resolve(it))
  Files.createSymbolicLink(bin.resolve(it), Path.of(real).toRealPath())
}
true

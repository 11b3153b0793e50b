import io.github.mesosbuild.it.InvokedBuild

def own = new File(basedir, 'own.yaml')
own.text = own.text.replace('SAMPLE', sample).replace('DIGEST', InvokedBuild.release(sample, '.').sha512)
true

import java.nio.file.Files

def elsewhere = new File(basedir, 'elsewhere')
elsewhere.mkdir()
['', '.asc'].each {
    Files.copy(new File(sample, "sample-1.0.0.tar.gz${it}").toPath(), new File(elsewhere, "release.tar.gz${it}").toPath())
}
true

def repository = new File(localRepositoryPath, 'commons-daemon/commons-daemon/1.0.15')
['commons-daemon-1.0.15-native-src.tar.gz', 'commons-daemon-1.0.15-native-src.tar.gz.asc'].each {
    new File(basedir, it).bytes = new File(repository, it).bytes
}
def archive = new RandomAccessFile(new File(basedir, 'commons-daemon-1.0.15-native-src.tar.gz'), 'rw')
archive.seek(100000)
def changed = archive.read() ^ 1
archive.seek(100000)
archive.write(changed)
archive.close()

package com.example;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The masters of the cluster that {@code mesos:start} has started, as its {@code cluster.properties} describes them. */
final class Masters {
    private static final int COUNT = 3;

    private final List<String> others = new ArrayList<>();
    private String pidOfLeader;

    private Masters(Properties cluster) {
        int leader = URI.create(cluster.getProperty("mesos.running.url")).getPort();
        for (int i = 1; i <= COUNT; i++) {
            String master = "mesos.running.master-" + i;
            String port = cluster.getProperty(master + ".port");
            if (port.equals(String.valueOf(leader))) {
                pidOfLeader = cluster.getProperty(master + ".pid");
            } else {
                others.add("http://127.0.0.1:" + port + "/master/state.json");
            }
        }
    }

    static Masters running() throws IOException {
        Properties cluster = new Properties();
        try (Reader file = Files.newBufferedReader(Paths.get(System.getProperty("mesos.cluster.properties")))) {
            cluster.load(file);
        }
        return new Masters(cluster);
    }

    void killLeader() throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-KILL", pidOfLeader).start().waitFor();
        if (status != 0) {
            throw new IOException("kill ended with " + status);
        }
    }

    /** Waits until one of the other masters leads, and a framework of that name has registered with it. */
    void untilAnotherLeads(String framework) throws Exception {
        until("another leader that knows " + framework, () -> {
            for (String url : others) {
                String state = get(url);
                if (state.contains("\"elected_time\":") && state.contains("\"name\":\"" + framework + "\"")) {
                    return true;
                }
            }
            return false;
        });
    }

    private static String get(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(5_000);
        try (InputStream body = connection.getInputStream()) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                text.write(buffer, 0, read);
            }
            return new String(text.toByteArray(), StandardCharsets.UTF_8);
        }
    }

    /** Waits for a condition, at most two minutes. */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited two minutes for " + what);
            }
            Thread.sleep(50);
        }
    }
}

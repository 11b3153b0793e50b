package io.github.mesosbuild.cluster.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.FlagTable;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.release.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagValuesTest {
    private static final String DURATION =
            "must be a number with one of the units ns, us, ms, secs, mins, hrs, days and weeks, such as 5mins";

    private static Optional<String> problem(String version, String flag, String value, ReadableFiles files) {
        Version of = new Version(version);
        boolean master = FlagTable.bundled()
                .sheet(of, Role.MASTER)
                .filter(sheet -> sheet.knows(flag))
                .isPresent();
        return FlagTable.bundled()
                .values(of, master ? Role.MASTER : Role.SLAVE)
                .check(flag, value, files)
                .map(invalid -> invalid.sentence("--" + flag, "mesos"));
    }

    private static Optional<String> problem(String flag, String value) {
        return problem("0.24.0", flag, value, ReadableFiles.ELSEWHERE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "offer_timeout | 1.5hrs",
                "gc_delay | 1weeks",
                "fetcher_cache_size | 2gb",
                "gc_disk_headroom | 0.25",
                "port | 5050",
                "logbufsecs | -1",
                "max_slave_ping_timeouts | 5",
                "recovery_slave_removal_limit | 12.5%",
                "slave_removal_rate_limit | 1/10mins",
                "weights | a=2,b=0.5",
                "roles | any, text",
                "credentials | /etc/mesos/credentials",
                "whitelist | file:///etc/whitelist",
                "acls | file:///etc/acls.json",
                "acls | /etc/acls.json",
                "acls | {\"permissive\": false, \"register_frameworks\": [{\"principals\": {\"type\": \"ANY\"}, \"roles\": {\"values\": [\"a\"]}}]}",
                "firewall_rules | {\"disabled_endpoints\": {\"paths\": [\"/files/browse.json\"]}}",
                "rate_limits | {\"limits\": [{\"principal\": \"a\", \"qps\": 1.5, \"capacity\": 10}], \"aggregate_default_qps\": 3}",
                "modules | {\"libraries\": [{\"file\": \"/a.so\", \"modules\": [{\"name\": \"x\", \"parameters\": [{\"key\": \"k\", \"value\": \"v\"}]}]}]}",
                "executor_environment_variables | {\"PATH\": \"/bin\"}",
                "default_container_info | {\"type\": \"MESOS\", \"volumes\": [{\"host_path\": \"/a\", \"container_path\": \"/b\", \"mode\": \"RO\"}]}",
                "registry | in_memory",
                "resources | cpus:1"
            })
    void valuesOfTheirTypeAreValid(String flag, String value) {
        assertThat(problem(flag, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "offer_timeout | 5min | " + DURATION
                        + ", got '5min'. mesos would print: Failed to load flag 'offer_timeout': Failed to load value '5min': Unknown duration unit 'min'.",
                "gc_delay | 1day | " + DURATION
                        + ", got '1day'. mesos would print: Failed to load flag 'gc_delay': Failed to load value '1day': Unknown duration unit 'day'.",
                "gc_delay | 5 | " + DURATION
                        + ", got '5'. mesos would print: Failed to load flag 'gc_delay': Failed to load value '5': Invalid duration '5'.",
                "gc_delay | secs | " + DURATION
                        + ", got 'secs'. mesos would print: Failed to load flag 'gc_delay': Failed to load value 'secs': Failed to convert '' to number.",
                "fetcher_cache_size | 2G | must be a whole number with one of the units B, KB, MB, GB and TB, such as 2GB, got '2G'. mesos would print: Failed to load flag 'fetcher_cache_size': Failed to load value '2G': Unknown bytes unit 'G'.",
                "fetcher_cache_size | 1.5GB | must be a whole number with one of the units B, KB, MB, GB and TB, such as 2GB, got '1.5GB'. mesos would print: Failed to load flag 'fetcher_cache_size': Failed to load value '1.5GB': Fractional bytes '1.5GB'.",
                "slave_ping_timeout | 20mins | must be from 1secs to 15mins, got '20mins'.",
                "slave_reregister_timeout | 5mins | must be at least 10mins, got '5mins'.",
                "gc_disk_headroom | 10 | must be from 0 to 1, got '10'.",
                "port | 70000 | must be a whole number from 0 to 65535, got '70000'.",
                "logbufsecs | 5x | must be a whole number, got '5x'.",
                "logbufsecs | no | must be a whole number, got 'no'. mesos would print: Failed to load flag 'logbufsecs': Failed to load value 'no': Failed to convert into required type.",
                "recovery_slave_removal_limit | 50 | must be a percentage from 0% to 100%, got '50'. mesos would print: Invalid value '50' for --recovery_slave_removal_percent_limit: missing '%'.",
                "slave_removal_rate_limit | 1/10min | must be a number of slaves per duration, such as 1/10mins, got '1/10min'. mesos would print: Invalid slave_removal_rate_limit: 1/10min. Format is <Number of slaves>/<Duration>: Unknown duration unit 'min'.",
                "weights | a:2 | must have the form role=weight,role=weight, got 'a:2'. mesos would print: Invalid weight: 'a:2'. --weights should be of the form 'role=weight,role=weight'.",
                "recover | restart | must be reconnect or cleanup, got 'restart'. mesos would print: Unknown option for 'recover' flag restart. Please run the slave with '--help' to see the valid options.",
                "credentials | {\"credentials\": []} | must be the absolute path of a file, not its content, got 'JSON'.",
                "whitelist | hosts | must be the absolute path of a file, got 'hosts'.",
                "acls | file://acls.json | must have an absolute path after file://, got 'file://acls.json'.",
                "acls | {permissive: false} | must be JSON, or file:// and the path of a JSON file, got '{permissive: false}'. mesos would print: Failed to load flag 'acls': Failed to load value '{permissive: false}': syntax error at line 1 near: permissive: false}.",
                "acls | [] | must be a JSON object, got '[]'. mesos would print: Failed to load flag 'acls': Failed to load value '[]': Unexpected JSON type parsed.",
                "acls | {\"permissive\": \"no\"} | must be JSON of the message ACLs, got '{\"permissive\": \"no\"}'. mesos would print: Failed to load flag 'acls': Failed to load value '{\"permissive\": \"no\"}': Not expecting a JSON string for field 'permissive'.",
                "acls | {\"run_tasks\": [{}]} | must have all required fields of the message ACLs, got '{\"run_tasks\": [{}]}'. mesos would print: Failed to load flag 'acls': Failed to load value '{\"run_tasks\": [{}]}': Missing required fields: run_tasks[0].principals, run_tasks[0].users.",
                "acls | {\"run_task\": []} | must be JSON of the message ACLs, got '{\"run_task\": []}'. Mesos would ignore the unknown field 'run_task'. Known fields: permissive, register_frameworks, run_tasks, shutdown_frameworks.",
                "firewall_rules | {\"disabled_endpoints\": {\"paths\": 1}} | must be JSON of the message Firewall, got '{\"disabled_endpoints\": {\"paths\": 1}}'. Mesos would not read the JSON number of 'disabled_endpoints.paths'.",
                "rate_limits | {\"limits\": [{\"principal\": \"a\", \"qps\": 0}]} | must be JSON of the message RateLimits, got '{\"limits\": [{\"principal\": \"a\", \"qps\": 0}]}'. The number 0 of 'limits[0].qps' is out of range.",
                "modules | { | must be JSON, or file:// and the path of a JSON file, got '{'. mesos would print: Failed to load flag 'modules': Failed to load value '{': syntax error at line 1 near: .",
                "executor_environment_variables | {\"A\": 1} | must be a JSON object whose values are strings, got '{\"A\": 1}'. The slave would print: 'executor_environment_variables' must only contain string values."
            })
    void otherValuesAreRefused(String flag, String value, String sentence) {
        assertThat(problem(flag, value)).contains("--" + flag + " " + sentence);
    }

    @Test
    void theVersionDecides() {
        String acls = "{\"set_quotas\": []}";
        assertThat(problem("0.26.2", "acls", acls, ReadableFiles.ELSEWHERE)).isPresent();
        assertThat(problem("0.27.0", "acls", acls, ReadableFiles.ELSEWHERE)).isEmpty();
        String resources = "[{\"name\": \"cpus\", \"type\": \"SCALAR\", \"scalar\": {\"value\": 1}}]";
        assertThat(problem("0.25.1", "resources", resources, ReadableFiles.ELSEWHERE))
                .isPresent();
        assertThat(problem("0.26.0", "resources", resources, ReadableFiles.ELSEWHERE))
                .isEmpty();
        assertThat(problem("1.12.0", "gc_delay", "5min", ReadableFiles.ELSEWHERE))
                .isEmpty();
        assertThat(problem("1.12.0", "attributes", "a:b c", ReadableFiles.ELSEWHERE))
                .isPresent();
    }

    @Test
    void filesOfThisMachineAreRead(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("acls.json"), "{\"permissive\": tru}");
        assertThat(problem("0.24.0", "acls", "file://" + file, ReadableFiles.HERE))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("syntax error at line 1 near: "));
        Files.writeString(file, "{\"permissive\": true}\n");
        assertThat(problem("0.24.0", "acls", "file://" + file, ReadableFiles.HERE))
                .isEmpty();
        assertThat(problem("0.24.0", "credentials", "/no/such/file", ReadableFiles.HERE))
                .contains(
                        "--credentials must name a file that can be read, got '/no/such/file'. mesos would print: Failed to"
                                + " read credentials file '/no/such/file': No such file or directory.");
        assertThat(problem("0.24.0", "acls", "file:///no/such/file", ReadableFiles.HERE))
                .contains(
                        "--acls must name a file that can be read, got 'file:///no/such/file'. mesos would print: Failed to"
                                + " load flag 'acls': Failed to load value 'file:///no/such/file': Error reading file"
                                + " '/no/such/file': No such file or directory.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "agent_ping_timeout | 1mins",
                "slave_ping_timeout | 1mins",
                "fair_sharing_excluded_resource_names | gpus,fpgas",
                "nvidia_gpu_devices | 0,1,2",
                "max_unreachable_tasks_per_framework | 0",
                "offer_constraints_re2_max_mem | 4096B",
                "zk | file:///etc/mesos/zk",
                "jwt_secret_key | /etc/mesos/key",
                "docker_config | {\"auths\": {}}",
                "domain | {\"fault_domain\": {\"region\": {\"name\": \"a\"}, \"zone\": {\"name\": \"b\"}}}",
                "agent_features | {\"capabilities\": [{\"type\": \"MULTI_ROLE\"}, {\"type\": \"HIERARCHICAL_ROLE\"}, {\"type\": \"RESERVATION_REFINEMENT\"}, {\"type\": \"AGENT_OPERATION_FEEDBACK\"}, {\"type\": \"RESOURCE_PROVIDER\"}, {\"type\": \"AGENT_DRAINING\"}, {\"type\": \"TASK_RESOURCE_LIMITS\"}]}",
                "effective_capabilities | {\"capabilities\": [\"CHOWN\", \"NET_RAW\"]}",
                "image_gc_config | {\"image_disk_headroom\": 0.1, \"image_disk_watch_interval\": {\"nanoseconds\": \"3600000000000\"}}",
                "allowed_devices | {\"allowed_devices\": [{\"device\": {\"path\": \"/dev/kvm\"}, \"access\": {\"read\": true}}]}",
                "default_container_dns | {\"mesos\": [{\"network_mode\": \"CNI\", \"dns\": {\"nameservers\": [\"8.8.8.8\"]}}]}",
                "default_container_info | {\"type\": \"MESOS\", \"volumes\": [{\"container_path\": \"a\", \"mode\": \"RW\", \"source\": {\"type\": \"CSI_VOLUME\", \"csi_volume\": {\"plugin_name\": \"p\", \"static_provisioning\": {\"volume_id\": \"v\", \"volume_capability\": {\"block\": {}, \"access_mode\": {\"mode\": \"SINGLE_NODE_WRITER\"}}, \"volume_context\": {\"a\": \"b\"}}}}}]}",
                "acls | {\"view_roles\": [{\"principals\": {\"type\": \"NONE\"}, \"roles\": {\"type\": \"ANY\"}}], \"permissive\": null}",
                "rate_limits | {\"limits\": [{\"principal\": \"a\", \"qps\": \"1.5\"}]}"
            })
    void valuesOfNewTypesAreValid(String flag, String value) {
        assertThat(problem("1.11.0", flag, value, ReadableFiles.ELSEWHERE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "1.11.0 | agent_ping_timeout | 20mins | must be from 1secs to 15mins, got '20mins'.",
                "1.11.0 | slave_ping_timeout | 20mins | must be from 1secs to 15mins, got '20mins'.",
                "1.11.0 | max_agent_ping_timeouts | 0 | must be a whole number from 1 to 9223372036854775807, got '0'.",
                "1.11.0 | executor_reregistration_timeout | 1mins | must be at most 15secs, got '1mins'.",
                "1.11.0 | default_container_shm_size | 1G | must be a whole number with one of the units B, KB, MB, GB and TB, such as 2GB, got '1G'. mesos would print: Failed to load flag 'default_container_shm_size': Failed to load value '1G': Unknown bytes unit 'G'.",
                "1.11.0 | fair_sharing_excluded_resource_names | gpus,gpus | must list each word once, got 'gpus,gpus'. mesos would print: Failed to load flag 'fair_sharing_excluded_resource_names': Failed to load value 'gpus,gpus': Duplicate token 'gpus'.",
                "1.11.0 | nvidia_gpu_devices | 0,a | must be whole numbers with commas between them, got '0,a'. mesos would print: Failed to load flag 'nvidia_gpu_devices': Failed to load value '0,a': Failed to numify 'a': Failed to convert 'a' to number.",
                "1.11.0 | jwt_secret_key | secret | must be the absolute path of a file, got 'secret'.",
                "1.11.0 | docker_config | [] | must be a JSON object, got '[]'. mesos would print: Failed to load flag 'docker_config': Failed to load value '[]': Unexpected JSON type parsed.",
                "1.11.0 | domain | {} | must have the field fault_domain, got '{}'. mesos would print: `domain` must define `fault_domain`.",
                "1.11.0 | domain | {\"fault_domain\": {\"region\": {\"name\": 1}, \"zone\": {\"name\": \"b\"}}} | must be JSON of the message DomainInfo, got '{\"fault_domain\": {\"region\": {\"name\": 1}, \"zone\": {\"name\": \"b\"}}}'. mesos would print: Failed to load flag 'domain': Failed to load value '{\"fault_domain\": {\"region\": {\"name\": 1}, \"zone\": {\"name\": \"b\"}}}': Not expecting a JSON number for field 'name'.",
                "1.11.0 | domain | {\"fault_domain\": {\"region\": {\"name\": \"a\"}}} | must have all required fields of the message DomainInfo, got '{\"fault_domain\": {\"region\": {\"name\": \"a\"}}}'. mesos would print: Failed to load flag 'domain': Failed to load value '{\"fault_domain\": {\"region\": {\"name\": \"a\"}}}': Missing required fields: fault_domain.zone.",
                "1.7.3 | agent_features | {\"capabilities\": [{\"type\": \"MULTI_ROLE\"}]} | must include HIERARCHICAL_ROLE, RESERVATION_REFINEMENT, got '{\"capabilities\": [{\"type\": \"MULTI_ROLE\"}]}'. mesos would print: At least the following agent features need to be enabled: MULTI_ROLE, HIERARCHICAL_ROLE, RESERVATION_REFINEMENT.",
                "1.6.0 | agent_features | {\"capabilities\": [{\"type\": \"MULTI_ROLE\"}, {\"type\": \"HIERARCHICAL_ROLE\"}, {\"type\": \"RESERVATION_REFINEMENT\"}, {\"type\": \"RESIZE_VOLUME\"}]} | must include RESOURCE_PROVIDER, got '{\"capabilities\": [{\"type\": \"MULTI_ROLE\"}, {\"type\": \"HIERARCHICAL_ROLE\"}, {\"type\": \"RESERVATION_REFIN...'. mesos would print: RESIZE_VOLUME feature requires RESOURCE_PROVIDER feature.",
                "1.11.0 | effective_capabilities | {\"capabilities\": [\"CAP_CHOWN\"]} | must be JSON of the message CapabilityInfo, got '{\"capabilities\": [\"CAP_CHOWN\"]}'. Mesos would not read 'CAP_CHOWN' of 'capabilities[0]'. Known values: UNKNOWN, CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER, FSETID, KILL, SETGID, SETUID, SETPCAP, LINUX_IMMUTABLE, NET_BIND_SERVICE, NET_BROADCAST, NET_ADMIN, NET_RAW, IPC_LOCK, IPC_OWNER, SYS_MODULE, SYS_RAWIO, SYS_CHROOT, SYS_PTRACE, SYS_PACCT, SYS_ADMIN, SYS_BOOT, SYS_NICE, SYS_RESOURCE, SYS_TIME, SYS_TTY_CONFIG, MKNOD, LEASE, AUDIT_WRITE, AUDIT_CONTROL, SETFCAP, MAC_OVERRIDE, MAC_ADMIN, SYSLOG, WAKE_ALARM, BLOCK_SUSPEND, AUDIT_READ.",
                "1.4.3 | effective_capabilities | {\"capabilities\": [\"CAP_CHOWN\"]} | must be JSON of the message CapabilityInfo, got '{\"capabilities\": [\"CAP_CHOWN\"]}'. mesos would print: Failed to load flag 'effective_capabilities': Failed to load value '{\"capabilities\": [\"CAP_CHOWN\"]}': Failed to find enum for 'CAP_CHOWN'.",
                "1.5.3 | rate_limits | {\"limits\": [{\"principal\": \"a\", \"qps\": \"1.5\"}]} | must be JSON of the message RateLimits, got '{\"limits\": [{\"principal\": \"a\", \"qps\": \"1.5\"}]}'. mesos would print: Failed to load flag 'rate_limits': Failed to load value '{\"limits\": [{\"principal\": \"a\", \"qps\": \"1.5\"}]}': Not expecting a JSON string for field 'qps'.",
                "1.11.0 | recover | restart | must be reconnect or cleanup, got 'restart'. mesos would print: Unknown option for 'recover' flag restart. Please run the agent with '--help' to see the valid options.",
                "1.11.0 | reconfiguration_policy | any | must be equal or additive, got 'any'. mesos would print: Unknown option for 'reconfiguration_policy' flag any. Please run the agent with '--help' to see the valid options.",
                "1.11.0 | recovery_agent_removal_limit | 50 | must be a percentage from 0% to 100%, got '50'. mesos would print: Invalid value '50' for --recovery_agent_removal_percent_limit: missing '%'.",
                "1.11.0 | slave_removal_rate_limit | 1/h | must be a number of agents per duration, such as 1/10mins, got '1/h'. mesos would print: Invalid agent_removal_rate_limit: 1/h. Format is <Number of agents>/<Duration>: Failed to convert '' to number."
            })
    void otherValuesOfNewTypesAreRefused(String version, String flag, String value, String sentence) {
        assertThat(problem(version, flag, value, ReadableFiles.ELSEWHERE)).contains("--" + flag + " " + sentence);
    }

    /** Mesos reads null as an absent field from 0.27 on. */
    @Test
    void nullsAreAbsentFields() {
        String acls = "{\"permissive\": null}";
        assertThat(problem("0.26.2", "acls", acls, ReadableFiles.ELSEWHERE))
                .hasValueSatisfying(sentence -> assertThat(sentence).endsWith(": Not expecting a JSON null."));
        assertThat(problem("0.27.0", "acls", acls, ReadableFiles.ELSEWHERE)).isEmpty();
        assertThat(problem("0.27.0", "acls", "{\"run_tasks\": [{\"principals\": null}]}", ReadableFiles.ELSEWHERE))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .endsWith(": Missing required fields: run_tasks[0].principals, run_tasks[0].users."));
    }

    /** From 1.11 on, a file with credentials must be JSON. No message contains a secret. */
    @Test
    void filesWithCredentialsMustBeJson(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("credentials"), "alice hunter2\n");
        String got = ", got '" + file + "'.";
        assertThat(problem("1.10.0", "credentials", file.toString(), ReadableFiles.HERE))
                .isEmpty();
        assertThat(problem("1.11.0", "credentials", file.toString(), ReadableFiles.HERE))
                .contains("--credentials must name a JSON file of the message Credentials" + got);
        assertThat(problem("1.11.0", "http_credentials", "file://" + file, ReadableFiles.HERE))
                .contains("--http_credentials must name a JSON file of the message Credentials, got 'file://" + file
                        + "'.");
        Files.writeString(file, "{\"credentials\": [{\"principal\": \"alice\", \"secret\": \"hunter2\"}]}");
        assertThat(problem("1.11.0", "credentials", file.toString(), ReadableFiles.HERE))
                .isEmpty();
        assertThat(problem("1.11.0", "credential", file.toString(), ReadableFiles.HERE))
                .contains("--credential must name a JSON file of the message Credential" + got
                        + " Mesos would ignore the unknown field 'credentials'. Known fields: principal, secret.");
        Files.writeString(file, "{\"credentials\": [{\"secret\": \"hunter2\"}]}");
        assertThat(problem("1.11.0", "credentials", file.toString(), ReadableFiles.HERE))
                .contains("--credentials must name a JSON file of the message Credentials" + got
                        + " mesos would print: Failed to parse credentials: Missing required fields:"
                        + " credentials[0].principal.");
        assertThat(problem("1.11.0", "jwt_secret_key", file.toString(), ReadableFiles.HERE))
                .isEmpty();
    }
}

package io.github.mesosbuild.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestOutputTest {
    @Test
    void passedAndFailedTestsAreCountedOnce() {
        TestOutput output = new TestOutput();
        """
                [==========] Running 3 tests from 2 test cases.
                [ RUN      ] FlagsTest.Load
                [       OK ] FlagsTest.Load (0 ms)
                [ RUN      ] SlaveRecoveryTest/0.Reconnect
                a.cc:12: Failure
                [  FAILED  ] SlaveRecoveryTest/0.Reconnect, where TypeParam = X (15 ms)
                [ RUN      ] Uri/FetcherTest.Bad/2
                [  FAILED  ] Uri/FetcherTest.Bad/2, where GetParam() = 3 (1 ms)
                [  PASSED  ] 1 test.
                [  FAILED  ] 2 tests, listed below:
                [  FAILED  ] SlaveRecoveryTest/0.Reconnect, where TypeParam = X
                [  FAILED  ] Uri/FetcherTest.Bad/2, where GetParam() = 3
                """.lines().forEach(output::line);
        assertThat(output.report().passed()).isEqualTo(1);
        assertThat(output.report().failed()).containsExactly("SlaveRecoveryTest/0.Reconnect", "Uri/FetcherTest.Bad/2");
    }
}

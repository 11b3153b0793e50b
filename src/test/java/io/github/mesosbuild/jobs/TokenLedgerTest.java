package io.github.mesosbuild.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenLedgerTest {
    private final TokenLedger ledger = new TokenLedger();

    private int look(int times, int inPipe, int running) {
        int given = 0;
        for (int i = 0; i < times; i++) {
            given += ledger.look(inPipe, running);
        }
        return given;
    }

    @Test
    void theFirstJobNeedsNoToken() {
        assertThat(ledger.allow(1)).isZero();
        assertThat(ledger.allow(4)).isEqualTo(3);
        assertThat(ledger.allow(4)).isZero();
        assertThat(ledger.owed()).isZero();
    }

    @Test
    void onlyOwedTokensAreKept() {
        ledger.allow(4);
        assertThat(ledger.keeps()).isFalse();
        assertThat(ledger.allow(2)).isZero();
        assertThat(ledger.owed()).isEqualTo(2);
        assertThat(ledger.keeps()).isTrue();
        assertThat(ledger.keeps()).isTrue();
        assertThat(ledger.keeps()).isFalse();
        assertThat(ledger.allow(4)).isEqualTo(2);
    }

    @Test
    void raisingTheNumberFirstCancelsOwedTokens() {
        ledger.allow(4);
        ledger.allow(1);
        ledger.keeps();
        assertThat(ledger.allow(4)).as("two of the three are still out").isEqualTo(1);
        assertThat(ledger.keeps()).isFalse();
    }

    @Test
    void tokensMissingForLongAreReplacedOnce() {
        ledger.allow(4);
        assertThat(look(11, 0, 2)).isZero();
        assertThat(look(1, 0, 2)).isEqualTo(2);
        assertThat(look(50, 0, 4)).isZero();
    }

    @Test
    void aMeasurementWithAllJobsRunningRestartsTheWait() {
        ledger.allow(4);
        look(11, 0, 2);
        assertThat(look(1, 0, 4)).isZero();
        assertThat(look(11, 0, 2)).isZero();
        assertThat(look(1, 1, 2)).as("no more than always was missing").isEqualTo(1);
    }

    @Test
    void tokensInThePipeAreNotMissing() {
        ledger.allow(4);
        assertThat(look(50, 3, 1)).isZero();
        assertThat(look(50, 2, 2)).isZero();
    }

    @Test
    void withoutProcessesNoTokenIsReplaced() {
        ledger.allow(4);
        assertThat(look(50, 0, 0)).isZero();
    }

    @Test
    void lostTokensCountAsReturned() {
        ledger.allow(4);
        ledger.allow(2);
        assertThat(look(12, 0, 1))
                .as("one of three is wanted, and all are lost")
                .isEqualTo(1);
        assertThat(ledger.owed()).isZero();
    }

    @Test
    void aSurplusIsTakenOut() {
        ledger.allow(2);
        assertThat(look(12, 0, 1)).isEqualTo(1);
        assertThat(look(1, 2, 1)).isZero();
        assertThat(ledger.owed()).isEqualTo(1);
        assertThat(ledger.keeps()).isTrue();
        assertThat(ledger.owed()).isZero();
    }
}

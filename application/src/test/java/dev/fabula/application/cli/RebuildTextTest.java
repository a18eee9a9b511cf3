package dev.fabula.application.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RebuildTextTest {

    private static JsonNode rebuild(String json) {
        return JsonMapper.shared().readTree(json);
    }

    @Test
    void aBarShowsHowFarItIsHowFastAndForHowLongStill() {
        assertThat(RebuildText.bar("erasures", rebuild("""
                        {"state": "building", "progress": 0.5, "perSecond": 1234.4, "etaSeconds": 65.2}""")))
                .isEqualTo("erasures [###############---------------] 50 %, building, 1234 events/s, ETA 1:05");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"state": "queued", "progress": 0}                                              | queued
            {"state": "building", "progress": 0.456, "paused": true}                        | building 45 %, paused
            {"state": "catching-up", "progress": 1, "paused": true}                         | catching-up, paused
            {"state": "ready", "verification": {"equal": true, "differences": 0}}           | ready: equal
            {"state": "ready", "verification": {"equal": false, "differences": 3}}          | ready: 3 keys differ
            {"state": "failed", "error": "the fold broke"}                                  | failed: the fold broke
            {"state": "cancelled", "paused": true}                                          | cancelled
            """)
    void saysBrieflyWhereItIs(String json, String words) {
        assertThat(RebuildText.brief(rebuild(json))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0.42, 0.4 s", "59.94, 59.9 s", "65, 1:05", "3599, 59:59", "7207, 2:00:07"})
    void saysTimesAsPeopleDo(double seconds, String words) {
        assertThat(RebuildText.time(seconds)).isEqualTo(words);
    }
}

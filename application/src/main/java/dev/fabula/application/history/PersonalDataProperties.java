package dev.fabula.application.history;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param masterKeys {@code id:base64 of 32 bytes} each, the current one first */
@ConfigurationProperties("fabula.personal-data")
record PersonalDataProperties(@DefaultValue List<String> masterKeys) {
    @Override
    public String toString() {
        return "PersonalData[" + masterKeys.size() + " master keys]";
    }
}

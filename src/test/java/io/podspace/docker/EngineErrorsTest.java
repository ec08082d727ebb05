package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineErrorsTest {
    private final HostRef host = new HostRef(1, "h1", URI.create("unix:///none"), "127.0.0.1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        manifest for x/y:9 not found: manifest unknown: manifest unknown                        | IMAGE
        pull access denied for x/y, repository does not exist or may require 'docker login'     | IMAGE_DENIED
        Get "https://r/v2/": unauthorized: authentication required                              | IMAGE_DENIED
        Head "https://r/v2/x/manifests/1": no basic auth credentials                            | IMAGE_DENIED
        Get "https://r/v2/": dial tcp: lookup r: no such host                                   | IMAGE
        Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused         | IMAGE
        Get "https://r/v2/": net/http: TLS handshake timeout                                    | IMAGE
        """)
    void theRegistrysWordsDecideAndAreKept(String words, ErrorCode code) {
        PodSpaceException error = EngineErrors.pull("r/x/y:9", words);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error).hasMessageContaining(words).hasMessageContaining("r/x/y:9");
    }

    @Test
    void refusalsBecomeCategories() {
        assertThat(code(new NotFoundException("{\"message\":\"No such image: a\"}")))
                .isEqualTo(ErrorCode.IMAGE);
        assertThat(code(new NotFoundException("{\"message\":\"network n not found\"}")))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(code(new ConflictException("{}"))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(code(new InternalServerErrorException("{}"))).isEqualTo(ErrorCode.ENGINE);
        assertThat(code(new RuntimeException(new ConnectException("Connection refused"))))
                .isEqualTo(ErrorCode.HOST_UNREACHABLE);
    }

    @Test
    void aFullDiskIsToldWithoutTheEnginesFolders() {
        String words = "write /var/lib/docker/overlay2/7ed0/link: no space left on device";
        for (PodSpaceException error : List.of(
                EngineErrors.translate(host, new InternalServerErrorException("{\"message\":\"" + words + "\"}")),
                EngineErrors.pull("r/x/y:9", words))) {
            assertThat(error.code()).isEqualTo(ErrorCode.HOST_FULL);
            assertThat(error).hasMessageContaining("no disk space left").hasMessageNotContaining("/var");
        }
    }

    @Test
    void theRuntimesChainIsCutToWhatTheUserDid() {
        String chain = "failed to create shim task: OCI runtime create failed: runc create failed: unable to start"
                + " container process: exec: \\\"/nope\\\": stat /nope: no such file or directory: unknown";
        BadRequestException error = new BadRequestException("{\"message\":\"" + chain + "\"}\n");
        assertThat(EngineErrors.translate(host, error))
                .hasMessage("Host h1: exec: \"/nope\": stat /nope: no such file or directory");
    }

    private ErrorCode code(Throwable error) {
        return EngineErrors.translate(host, error).code();
    }
}

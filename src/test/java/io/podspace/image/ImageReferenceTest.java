package io.podspace.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource(textBlock = """
        nginx,                                 docker.io/library/nginx:latest,        nginx:latest,                          nginx
        nginx:1.27,                            docker.io/library/nginx:1.27,          nginx:1.27,                            nginx
        library/nginx,                         docker.io/library/nginx:latest,        nginx:latest,                          nginx
        docker.io/nginx,                       docker.io/library/nginx:latest,        nginx:latest,                          nginx
        index.docker.io/team/app,              docker.io/team/app:latest,             team/app:latest,                       app
        team/app:V2,                           docker.io/team/app:V2,                 team/app:V2,                           app
        localhost/app,                         localhost/app:latest,                  localhost/app:latest,                  app
        localhost:5000/app:1,                  localhost:5000/app:1,                  localhost:5000/app:1,                  app
        127.0.0.1:15000/podspace/demo:1,       127.0.0.1:15000/podspace/demo:1,       127.0.0.1:15000/podspace/demo:1,       demo
        Registry.Example.com/a/b/c_d__e--f:x,  registry.example.com/a/b/c_d__e--f:x,  registry.example.com/a/b/c_d__e--f:x,  c-d-e-f
        [::1]:5000/app,                        [::1]:5000/app:latest,                 [::1]:5000/app:latest,                 app
        quay.io/3scale/2.0.app,                quay.io/3scale/2.0.app:latest,         quay.io/3scale/2.0.app:latest,         app
        '  redis:7  ',                         docker.io/library/redis:7,             redis:7,                               redis
        """)
    void referencesAreReadAsDockerReadsThem(String text, String canonical, String familiar, String name) {
        ImageReference reference = ImageReference.parse(text);
        assertThat(reference.canonical()).isEqualTo(canonical);
        assertThat(reference.familiar()).isEqualTo(familiar);
        assertThat(reference.suggestedName()).isEqualTo(name);
        assertThat(ImageReference.parse(canonical)).isEqualTo(reference);
        assertThat(ImageReference.parse(familiar)).isEqualTo(reference);
    }

    @Test
    void aDigestStandsAloneOrBehindATag() {
        assertThat(ImageReference.parse("nginx@" + DIGEST))
                .isEqualTo(new ImageReference("docker.io", "library/nginx", Optional.empty(), Optional.of(DIGEST)));
        assertThat(ImageReference.parse("r.io:1/a/b:1@" + DIGEST).canonical()).isEqualTo("r.io:1/a/b:1@" + DIGEST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                          | missing
        '   '                       | missing
        https://docker.io/nginx     | URL
        ng inx                      | blank
        Nginx                       | 'nginx'
        team/App                    | 'team/app'
        nginx:                      | without a tag
        nginx:-1                    | no tag
        nginx@sha256:12             | no digest
        nginx@                      | no digest
        registry.io/                | name of the image is missing
        registry.io:99999/app       | out of range
        registry.io:0/app           | out of range
        reg_istry.io/app            | no address of a registry
        -nginx                      | no name of an image
        a//b                        | no name of an image
        a..b                        | no name of an image
        nginx:1;rm                  | no tag
        """)
    void whatIsWrongIsSaidBesideTheField(String text, String words) {
        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOfSatisfying(PodSpaceException.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.INVALID);
                    assertThat(error.field()).contains("image");
                })
                .hasMessageContaining(words);
    }

    @Test
    void tooLongNamesAreRefused() {
        assertThatThrownBy(() -> ImageReference.parse("a".repeat(250))).hasMessageContaining("255");
        assertThatThrownBy(() -> ImageReference.parse("a:" + "b".repeat(129))).hasMessageContaining("no tag");
    }

    @Test
    void whateverIsTypedEitherStandsAsItIsOrIsRefused() {
        Random random = new Random(42);
        String letters = "ab1.:/@-_ A[]\u00e4%\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                ImageReference reference = ImageReference.parse(text.toString());
                assertThat(ImageReference.parse(reference.canonical())).isEqualTo(reference);
                assertThat(reference.suggestedName()).matches("[a-z]([-a-z0-9]*[a-z0-9])?");
            } catch (PodSpaceException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID);
            }
        }
    }
}

package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.stroma.app.testing.Client;
import org.stroma.app.vault.Identity;

/**
 * Everybody of the demonstration follows the links from his home page: each leads to a page that he may read, in his language, whole,
 * and without anybody's identity. Of pages that differ in a code only, each person reads one, and three people in all; nobody reads
 * one that another has read when there is a fresh one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrawlTests {
    private static final Pattern LINK = Pattern.compile("<a\\b[^>]*?\\shref=\"([^\"]*)\"|\\shx-get=\"([^\"]*)\"");
    private static final Pattern ASSET = Pattern
            .compile("<(?:script|img)\\b[^>]*?\\ssrc=\"([^\"]*)\"|<link\\b[^>]*?\\shref=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
    private static final Pattern TRACE = Pattern
            .compile("\\bat (?:org|java|tools)\\.[a-z.]+\\.[A-Z]|[a-z]Exception\\b");
    private static final Pattern NO_WORDS = Pattern.compile("\\?\\?[A-Za-z][\\w.-]*|⟨[^⟩]*⟩");
    private static final String HOME = "/";
    /** How many people read a page of the same kind; what stands in the navigation, everybody reads. */
    private static final int READERS = 3;

    private final World world = World.get();
    private final Set<String> readBySomebody = new HashSet<>();
    private final Map<String, Integer> readers = new HashMap<>();
    private final Set<String> assets = new HashSet<>();

    /** A link, and the page that offers it. */
    record Link(String path, String from) {
        /** What is the same for all pages of a kind: where only letters and digits of a code differ. */
        String kind() {
            return Stream.of(path.split("/")).map(step -> step.matches("[^?]*\\d.*")
                    ? step.replaceAll("[A-Z]+", "A").replaceAll("[0-9a-f]{12,}", "#").replaceAll("\\d+", "#")
                    : step).reduce((a, b) -> a + "/" + b).orElse("/");
        }
    }

    /** Somebody's way through the pages. */
    private final class Walk {
        private final String language;
        private final Client client;
        private final Set<String> kinds = new HashSet<>();
        private final Set<String> offered = new HashSet<>();
        private final Queue<Link> fresh = new ArrayDeque<>();
        private final Queue<Link> seen = new ArrayDeque<>();
        private final List<String> complaints = new ArrayList<>();
        private final boolean outside;
        private int pages;

        Walk(String person, String language) {
            this.language = language;
            outside = List.of("HOSPITAL", "CARRIER").contains(world.plant.as(person).organisationKind());
            client = Client.of(world.port(), null).with("Cookie", "stroma_session=" + world.plant.as(person).token()
                    + "; stroma_language=" + language);
        }

        List<String> from(String home) {
            offer(new Link(home, home));
            for (Link link = next(); link != null; link = next()) {
                read(link);
            }
            return complaints;
        }

        private @Nullable Link next() {
            Link link = fresh.isEmpty() ? seen.poll() : fresh.poll();
            while (link != null && !isDue(link)) {
                link = fresh.isEmpty() ? seen.poll() : fresh.poll();
            }
            return link;
        }

        private boolean isDue(Link link) {
            boolean enough = !link.from().equals(HOME) && readers.getOrDefault(link.kind(), 0) >= READERS;
            return !enough && kinds.add(link.kind());
        }

        private void offer(Link link) {
            if (offered.add(link.path()) && !kinds.contains(link.kind())) {
                (readBySomebody.contains(link.path()) ? seen : fresh).add(link);
            }
        }

        private void read(Link link) {
            pages++;
            readBySomebody.add(link.path());
            readers.merge(link.kind(), 1, Integer::sum);
            Client.Answer answer = client.get(link.path());
            String elsewhere = answer.header("Location");
            if (answer.status() == 302 && !elsewhere.contains("/sign-in")) {
                URI target = URI.create(elsewhere);
                offer(new Link(target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery()),
                        link.path()));
                return;
            }
            if (answer.status() != 200) {
                complain(link, "status " + answer.status() + " " + elsewhere);
                return;
            }
            if (answer.header("Content-Type").startsWith("text/html")) {
                check(link, answer.response().body());
            }
        }

        private void check(Link link, String html) {
            if (!html.contains("<html lang=\"" + language + "\"") && !html.contains(" lang=\"" + language + "\"")) {
                complain(link, "not in " + language);
            }
            find(NO_WORDS, html).forEach(key -> complain(link, "no words for " + key));
            find(TRACE, html).forEach(trace -> complain(link, "shows " + trace));
            Stage.identities().stream().flatMap(CrawlTests::secrets).filter(html::contains)
                    .forEach(secret -> complain(link, "shows an identity: " + secret));
            if (outside && html.contains(DonorAct.DONOR)) {
                complain(link, "shows a donor's code to a stranger");
            }
            Set<String> ids = new HashSet<>(find(ID, html));
            for (String target : find(LINK, html)) {
                follow(link, target, ids);
            }
            find(ASSET, html).stream().filter(asset -> asset.startsWith("/")).filter(assets::add).forEach(asset -> {
                int status = client.get(asset).status();
                if (status != 200) {
                    complain(link, "asset " + asset + " " + status);
                }
            });
        }

        private void follow(Link link, String target, Set<String> ids) {
            if (target.startsWith("#")) {
                if (target.length() > 1 && !ids.contains(target.substring(1))) {
                    complain(link, "no place " + target);
                }
                return;
            }
            String path = (target.startsWith("?") ? link.path().replaceAll("\\?.*", "") + target : target)
                    .replaceAll("#.*", "");
            if (!path.startsWith("/")) {
                complain(link, "leads out: " + target);
            } else if (!path.contains("lang=")) {
                offer(new Link(path, link.path()));
            }
        }

        private void complain(Link link, String what) {
            complaints.add(link.path() + " (from " + link.from() + "): " + what);
        }
    }

    private static Stream<String> secrets(Identity identity) {
        return Stream.of(identity.fullName(), identity.idNumber(), identity.phone(), identity.address(),
                identity.hospitalNumber());
    }

    private static Set<String> find(Pattern pattern, String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String group = matcher.group();
            for (int i = 1; i <= matcher.groupCount(); i++) {
                group = matcher.group(i) == null ? group : matcher.group(i);
            }
            found.add(group.replace("&amp;", "&"));
        }
        return found;
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsToAWholePage() {
        List<String> people = Stage.accounts().lines()
                .map(line -> line.strip().split("[ *]+")[0].toUpperCase(Locale.ROOT)).toList();
        return Stream.iterate(0, i -> i < people.size(), i -> i + 1).map(i -> {
            String language = i % 2 == 0 ? "zh-CN" : "en";
            return DynamicTest.dynamicTest(people.get(i) + " in " + language, () -> {
                Walk walk = new Walk(people.get(i), language);
                List<String> complaints = walk.from(HOME);
                System.out.println(people.get(i) + " read " + walk.pages + " pages");

                assertThat(complaints).isEmpty();
                assertThat(walk.pages).isGreaterThan(1);
            });
        });
    }
}

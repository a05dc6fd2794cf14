package org.stroma.app.release.web;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.shell.AsksRevision;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.release.AuditTrailReviews;
import org.stroma.app.release.Destinations;
import org.stroma.app.release.Dossiers;
import org.stroma.app.release.Releases;

/** The way of a lot to its releases, for programs; its verdict and signatures are those of the gates. */
@RestController
@RequestMapping("/api/v1/releases")
class ReleaseApi {
    private final Releases releases;
    private final AuditTrailReviews reviews;
    private final Dossiers dossiers;
    private final Destinations destinations;
    private final Units units;

    ReleaseApi(Releases releases, AuditTrailReviews reviews, Dossiers dossiers, Destinations destinations,
            Units units) {
        this.reviews = reviews;
        this.destinations = destinations;
        this.releases = releases;
        this.dossiers = dossiers;
        this.units = units;
    }

    /** @param review what a reviewer of the audit trail has to see, and the hash under which it is signed */
    record Lot(Units.Unit lot, AuditTrailReviews.Shown review, List<Releases.Certificate> certificates) {}

    /** @param bytes of the file, base64 */
    record Document(String characteristic, String name, String mediaType, byte[] bytes, @Nullable String note) {}

    /** @param markets two letters each */
    record Restriction(List<String> sites, List<String> markets, String reason) {}

    record Declaration(String characteristic, boolean holds, @Nullable String note) {}

    record Certify(long decision, Releases.Kind kind, String language) {}

    record Recorded(long evidence) {}

    @GetMapping
    @PreAuthorize(ReleasePages.READERS)
    List<Units.Unit> lots() {
        return ReleasePages.lots(units);
    }

    @GetMapping("/{lot}")
    @PreAuthorize(ReleasePages.READERS)
    Lot lot(@PathVariable String lot) {
        Units.Unit unit = units.get(lot);
        return new Lot(unit, reviews.of(lot), releases.certificates(lot));
    }

    /** What has to come to its end before the lot is closed. */
    @GetMapping("/{lot}/reconciliation")
    @PreAuthorize(ReleasePages.READERS)
    List<Releases.Unsettled> reconciliation(@PathVariable String lot) {
        return releases.unsettled(lot);
    }

    /** Where a restricted release would let the lot go, and where its clearances bind it to. */
    @GetMapping("/{lot}/destinations")
    @PreAuthorize(ReleasePages.READERS)
    Destinations.Standing destinations(@PathVariable String lot) {
        return destinations.standing(lot);
    }

    /** Names the destinations that a restricted release will allow. */
    @PostMapping("/{lot}/destinations")
    @PreAuthorize(ReleasePages.RESTRICT)
    Destinations.Standing restrict(@AuthenticationPrincipal Actor actor, @PathVariable String lot,
            @RequestBody Restriction body) {
        destinations.name(actor, lot, body.sites(), body.markets(), body.reason());
        return destinations.standing(lot);
    }

    @PostMapping("/{lot}/documents")
    @PreAuthorize(ReleasePages.DOCUMENT)
    @ResponseStatus(HttpStatus.CREATED)
    Recorded document(@AuthenticationPrincipal Actor actor, @PathVariable String lot, @RequestBody Document body) {
        return new Recorded(releases.document(actor, lot, body.characteristic(),
                new Evidence.RawFile(body.name(), body.mediaType(), body.bytes()), body.note()));
    }

    @PostMapping("/{lot}/declarations")
    @PreAuthorize(ReleasePages.DECLARE)
    @ResponseStatus(HttpStatus.CREATED)
    Recorded declare(@AuthenticationPrincipal Actor actor, @PathVariable String lot, @RequestBody Declaration body) {
        return new Recorded(releases.declare(actor, lot, body.characteristic(), body.holds(), body.note()));
    }

    @PostMapping("/{lot}/audit-trail-reviews")
    @PreAuthorize(ReleasePages.REVIEW)
    @ResponseStatus(HttpStatus.CREATED)
    Recorded reviewAuditTrail(@AuthenticationPrincipal Actor actor, @PathVariable String lot,
            @RequestBody AuditTrailReviews.Review body) {
        return new Recorded(reviews.sign(actor, lot, body));
    }

    @PostMapping("/{lot}/submission")
    @PreAuthorize("hasRole('PRODUCTION_HEAD')")
    @AsksRevision
    Units.Unit submit(@AuthenticationPrincipal Actor actor, @PathVariable String lot,
            @RequestBody Door.Verifier qcHead) {
        Expected.require(lot);
        releases.submit(actor, lot, qcHead);
        return units.get(lot);
    }

    @PostMapping("/{lot}/certificates")
    @PreAuthorize(ReleasePages.CERTIFY)
    Releases.Certificate certify(@AuthenticationPrincipal Actor actor, @PathVariable String lot,
            @RequestBody Certify body) {
        return releases.certify(actor, lot, body.decision(), body.kind(), body.language());
    }

    @GetMapping(path = "/{lot}/certificates/{id}", produces = MediaType.APPLICATION_PDF_VALUE)
    @PreAuthorize(ReleasePages.READERS)
    byte[] pdf(@PathVariable String lot, @PathVariable long id) {
        return releases.pdf(lot, id);
    }

    /** The whole record of a lot as one archive. */
    @GetMapping("/{lot}/dossier")
    @PreAuthorize(ReleasePages.READERS)
    ResponseEntity<byte[]> dossier(@AuthenticationPrincipal Actor actor, @PathVariable String lot) {
        return archive(dossiers, actor, lot);
    }

    static ResponseEntity<byte[]> archive(Dossiers dossiers, Actor actor, String lot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        dossiers.write(actor, lot, bytes);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("dossier-" + lot + ".zip").build().toString())
                .body(bytes.toByteArray());
    }
}

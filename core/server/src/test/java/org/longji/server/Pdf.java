package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/** Documents as somebody holds them in hands: fetched, read, and their code scanned. */
final class Pdf {

    private Pdf() {}

    static byte[] of(Api caller, String path) throws Exception {
        var answer = caller.client()
                .http()
                .send(caller.client().request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=");
        return answer.body();
    }

    static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** What a phone reads off the first page; like a phone, it looks from several distances until it has read it. */
    static URI scanned(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            var page = new PDFRenderer(document);
            ReaderException unread = NotFoundException.getNotFoundInstance();
            for (int dpi = 100; dpi <= 300; dpi += 10) {
                var seen = new BufferedImageLuminanceSource(page.renderImageWithDPI(0, dpi));
                for (var binarizer : List.of(new HybridBinarizer(seen), new GlobalHistogramBinarizer(seen))) {
                    try {
                        return URI.create(new QRCodeReader()
                                .decode(new BinaryBitmap(binarizer))
                                .getText());
                    } catch (ReaderException e) {
                        unread = e;
                    }
                }
            }
            throw unread;
        }
    }
}

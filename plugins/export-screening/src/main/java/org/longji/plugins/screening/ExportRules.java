package org.longji.plugins.screening;

import org.longji.plugin.api.register.Field;

/**
 * How a tenant screens.
 *
 * @param leastScore from which likeness on a name is a hit
 * @param everyExportByHand whether officers compare every export with the published catalogue, whatever the sample of it finds
 */
public record ExportRules(
        @Field(
                zh = "名称相似度达到多少算命中",
                en = "A name is a hit from this likeness on",
                ru = "Имя совпадает начиная со сходства",
                min = "60",
                max = "100")
        int leastScore,

        @Field(
                zh = "每份出口都由人工对照公告目录",
                en = "Officers compare every export with the published catalogue",
                ru = "Каждый экспорт сверяется с каталогом вручную")
        boolean everyExportByHand) {}

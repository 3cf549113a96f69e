import type { ThemeConfig } from 'antd';

/** Calm government blue, small radii, dense tables. */
export const theme: ThemeConfig = {
  token: {
    // Whoever asked the system for less motion gets none.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: '#174a8c',
    colorLink: '#17549f',
    // Darker, as the palette would make it too light to be read on white.
    colorLinkHover: '#0f3a72',
    colorInfo: '#17549f',
    colorError: '#cf1322',
    // Readable on white also for weak eyes: contrast above 4.5.
    colorTextPlaceholder: '#687382',
    colorTextDescription: '#5f6b7a',
    // Also what an empty table says.
    colorTextDisabled: '#687382',
    // Text of coloured tags; the presets' own is too light on their tint.
    green7: '#237804',
    red7: '#a8071a',
    orange7: '#ad4e00',
    gold7: '#874d00',
    blue7: '#003eb3',
    'green-7': '#237804',
    'red-7': '#a8071a',
    'orange-7': '#ad4e00',
    'gold-7': '#874d00',
    'blue-7': '#003eb3',
    borderRadius: 4,
    fontSize: 14,
    fontFamily:
      '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif',
  },
  components: {
    Layout: { headerBg: '#174a8c', headerHeight: 56, headerPadding: '0 20px', bodyBg: '#f3f5f9' },
    Menu: { itemBorderRadius: 4, itemSelectedBg: '#e8effa' },
    Table: { headerBg: '#f5f7fb', cellPaddingBlockMD: 9 },
    Descriptions: { labelBg: '#f7f9fc', labelColor: '#5f6b7a' },
  },
};

import type { ThemeConfig } from 'antd';

/** The one accent; everything else is a neutral or a state. */
const ACCENT = '#1f5c99';
/** States, all at least 4.5 : 1 on white: 逾期, 临近, 已完成. */
const OVERDUE = '#b42318';
const SOON = '#8a5a00';
const DONE = '#2f6b3a';
const FONT = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';

/** Ant Design's theme: quiet, 14 px, dense. The same values stand in `console.css` as custom properties. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: ACCENT,
    colorInfo: ACCENT,
    colorLink: ACCENT,
    colorError: OVERDUE,
    colorWarning: SOON,
    colorSuccess: DONE,
    colorErrorBg: '#fdf4f3',
    colorErrorBorder: '#eec6c1',
    colorWarningBg: '#fdf8ec',
    colorWarningBorder: '#e8d5a3',
    colorSuccessBg: '#f1f8f2',
    colorSuccessBorder: '#bfdcc4',
    colorText: '#1c2127',
    colorTextSecondary: '#55606c',
    colorTextTertiary: '#626d79',
    colorTextPlaceholder: '#6a7480',
    colorBgLayout: '#f5f6f8',
    // The page stays readable beside the explanation of its date.
    colorBgMask: 'rgba(28, 33, 39, 0.22)',
    colorBorderSecondary: '#e6e9ed',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: FONT,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Table: { cellPaddingBlock: 8, cellPaddingInline: 12, headerBg: '#f8f9fb', headerColor: '#55606c' },
    Menu: { itemHeight: 36, itemMarginBlock: 2, itemSelectedBg: '#e8f0f8', itemSelectedColor: ACCENT },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
    Tabs: { horizontalMargin: '0 0 12px 0' },
  },
};

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../api/model';
import { axisUnit, formatYuan, plotted } from '../shared/money';
import { Chart, PALETTE } from './Chart';

interface Props {
  years: NonNullable<Overview['byYear']>;
  chosen: number | undefined;
}

export function YearChart({ years, chosen }: Props) {
  const { t, i18n } = useTranslation();
  const option = useMemo(() => {
    const ascending = [...years].sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
    const { unit, tenThousands } = axisUnit(
      ascending.map(({ contractAmount }) => contractAmount),
      i18n.language,
    );
    return {
      color: [PALETTE[1], PALETTE[2]],
      tooltip: {
        trigger: 'axis',
        formatter: (points: { dataIndex: number }[]) => {
          const at = ascending[points[0]?.dataIndex ?? 0];
          return [
            String(at?.year),
            `${t('home.contractAmount')}: ${formatYuan(at?.contractAmount)} ${t('shared.unit.yuan')}`,
            `${t('home.contracts')}: ${at?.contracts ?? 0}`,
          ].join('<br>');
        },
      },
      legend: { bottom: 0 },
      grid: { left: 24, right: 36, top: 36, bottom: 34, containLabel: true },
      xAxis: { type: 'category', data: ascending.map(({ year }) => String(year)), axisTick: { show: false } },
      yAxis: [
        {
          type: 'value',
          name: t(`shared.unit.${unit}`),
          splitLine: { lineStyle: { color: '#edf0f5' } },
          axisLabel: { formatter: (value: number) => String(value / tenThousands) },
        },
        { type: 'value', name: t('home.axisContracts'), splitLine: { show: false } },
      ],
      series: [
        {
          type: 'bar',
          name: t('home.contractAmount'),
          barMaxWidth: 34,
          data: ascending.map(({ year, contractAmount }) => ({
            value: plotted(contractAmount),
            itemStyle: { color: year === chosen ? PALETTE[0] : PALETTE[1] },
          })),
        },
        {
          type: 'line',
          name: t('home.contracts'),
          yAxisIndex: 1,
          smooth: true,
          symbolSize: 7,
          data: ascending.map(({ contracts }) => contracts ?? 0),
        },
      ],
    };
  }, [years, chosen, t, i18n.language]);
  return <Chart option={option} label={t('home.byYear')} height={330} />;
}

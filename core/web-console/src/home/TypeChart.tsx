import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../api/model';
import { formatYuan, plotted, shorten } from '../shared/money';
import { Chart, PALETTE } from './Chart';

export function TypeChart({ types }: { types: NonNullable<Overview['byType']> }) {
  const { t, i18n } = useTranslation();
  const option = useMemo(() => {
    const named = types.map((one) => ({ ...one, name: t(`shared.contractType.${one.type}`, one.type ?? '') }));
    return {
      color: PALETTE,
      tooltip: {
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const at = named[dataIndex];
          return [
            at?.name,
            `${t('home.contractAmount')}: ${formatYuan(at?.contractAmount)} ${t('shared.unit.yuan')}`,
            `${t('home.contracts')}: ${at?.contracts ?? 0}`,
          ].join('<br>');
        },
      },
      legend: { bottom: 0 },
      series: [
        {
          type: 'pie',
          radius: ['34%', '54%'],
          labelLine: { length: 10, length2: 8 },
          center: ['50%', '44%'],
          itemStyle: { borderColor: '#fff', borderWidth: 2 },
          label: {
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const { digits, unit } = shorten(named[dataIndex]?.contractAmount, i18n.language);
              return `${named[dataIndex]?.name}\n${digits}${t(`shared.unit.${unit}`)}`;
            },
            lineHeight: 17,
            overflow: 'none',
          },
          data: named.map(({ name, contractAmount }) => ({ name, value: plotted(contractAmount) })),
        },
      ],
    };
  }, [types, t, i18n.language]);
  return <Chart option={option} label={t('home.byType')} height={390} />;
}

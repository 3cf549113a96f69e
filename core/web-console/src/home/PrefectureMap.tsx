import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { registerMap } from 'echarts/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import type { Overview } from '../api/model';
import { Problem } from '../shared/Problem';
import { formatYuan, plotted } from '../shared/money';
import { useName } from '../shared/text';
import { Chart } from './Chart';
import outlines from './map/prefectures.geojson?url';

const MAP = 'prefectures';

interface Outline {
  id: string;
  properties: { name: string };
}

interface Props {
  divisions: NonNullable<Overview['children']>;
}

/** Colours the prefectures by contract amount; divisions the sketch map does not know appear in the ranking only. */
export function PrefectureMap({ divisions }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const navigate = useNavigate();
  const map = useQuery({
    queryKey: [MAP],
    queryFn: async (): Promise<Outline[]> => {
      const collection = (await (await fetch(outlines)).json()) as { features: Outline[] };
      // Without their recorded label points, which are the seats of government, names stand in the middle of the areas.
      const features = collection.features.map((one) => ({ ...one, properties: { name: one.properties.name } }));
      registerMap(MAP, { ...collection, features } as unknown as Parameters<typeof registerMap>[1]);
      return collection.features;
    },
    staleTime: Infinity,
  });
  const shown = useMemo(
    () =>
      (map.data ?? []).map(({ id, properties }) => {
        const division = divisions.find(({ code }) => String(code) === id);
        // The root keeps the small prefectures apart where the capital outweighs all of them together.
        const shade = division ? Math.sqrt(plotted(division.contractAmount)) : NaN;
        return { outline: properties.name, division, shade };
      }),
    [map.data, divisions],
  );
  const open = useCallback(
    (index: number) => {
      const code = shown[index]?.division?.code;
      if (code) {
        void navigate(`/t/${code}`);
      }
    },
    [shown, navigate],
  );
  const option = useMemo(() => {
    const highest = Math.max(1, ...shown.map(({ shade }) => (Number.isNaN(shade) ? 0 : shade)));
    return {
      tooltip: {
        formatter: ({ dataIndex, name: outline }: { dataIndex: number; name: string }) => {
          const division = shown[dataIndex]?.division;
          return division
            ? [
                `<b>${name(division) || outline}</b>`,
                `${t('home.contracts')}: ${division.contracts ?? 0}`,
                `${t('home.contractAmount')}: ${formatYuan(division.contractAmount)} ${t('shared.unit.yuan')}`,
                `${t('home.entitled')}: ${formatYuan(division.entitled)} ${t('shared.unit.yuan')}`,
              ].join('<br>')
            : outline;
        },
      },
      visualMap: {
        min: 0,
        max: highest,
        calculable: false,
        left: 4,
        bottom: 4,
        itemHeight: 90,
        text: [t('home.more'), t('home.less')],
        inRange: { color: ['#e6eef8', '#a9c7e8', '#4f8bc9', '#174a8c'] },
      },
      series: [
        {
          type: 'map',
          map: MAP,
          aspectScale: 0.75,
          zoom: 1.22,
          selectedMode: false,
          label: {
            show: true,
            fontSize: 11,
            color: '#1f2a37',
            textBorderColor: '#fff',
            textBorderWidth: 2,
            formatter: ({ dataIndex, name: outline }: { dataIndex: number; name: string }) =>
              (name(shown[dataIndex]?.division) || outline).replace(/ (City|Prefecture)$/, ''),
          },
          itemStyle: { borderColor: '#fff', borderWidth: 1, areaColor: '#eef1f5' },
          emphasis: { itemStyle: { areaColor: '#f0c36d' }, label: { color: '#1f2a37' } },
          data: shown.map(({ outline, shade }) => ({
            name: outline,
            value: shade,
            ...(shade > highest * 0.6 && { label: { color: '#fff', textBorderColor: '#174a8c' } }),
          })),
        },
      ],
    };
  }, [shown, t, name]);
  if (map.error) {
    return <Problem error={map.error} onRetry={() => void map.refetch()} />;
  }
  return (
    <div data-testid="prefecture-map">
      {map.data ? <Chart option={option} label={t('home.map')} height={368} onClick={open} /> : <Skeleton active />}
      <small className="muted">{t('home.sketch')}</small>
    </div>
  );
}

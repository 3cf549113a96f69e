import { BarChart, LineChart, MapChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

register([
  BarChart,
  LineChart,
  MapChart,
  PieChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

interface Props {
  option: EChartsCoreOption;
  /** What the drawing shows, for those who cannot see it. */
  label: string;
  height: number;
  onClick?: (dataIndex: number) => void;
}

/** One drawing on a canvas; the figures behind it always stand in a table or tooltip as exact text too. */
export function Chart({ option, label, height, onClick }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let chart: ReturnType<typeof init> | undefined;
    // A map cannot be laid out on nothing, so nothing is drawn while the page is hidden or on its way out.
    const resized = new ResizeObserver(([entry]) => {
      if (!entry || entry.contentRect.width === 0 || entry.contentRect.height === 0) {
        return;
      }
      if (chart) {
        chart.resize();
        return;
      }
      chart = init(entry.target as HTMLElement);
      chart.setOption(option);
      if (onClick) {
        chart.on('click', ({ dataIndex }) => onClick(dataIndex));
      }
    });
    resized.observe(place.current!);
    return () => {
      resized.disconnect();
      chart?.dispose();
    };
  }, [option, onClick]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}

export const PALETTE = ['#174a8c', '#3f7fc4', '#c98a1b', '#4c9a8a', '#8a6fb0'];

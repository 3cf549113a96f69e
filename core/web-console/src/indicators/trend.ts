interface Point {
  day?: string | null;
  value?: string | number | null;
}

const MARGIN = 3;

/** Where a line through the values runs; a drawing, so rounding does no harm. A steady value runs through the middle. */
export function points(trend: Point[], width: number, height: number): string {
  const days = trend.map((one) => Date.parse(one.day ?? ''));
  const values = trend.map((one) => Number(one.value ?? 0));
  const spread = (all: number[]) => {
    const least = Math.min(...all);
    const range = Math.max(...all) - least;
    return (one: number) => (range === 0 ? 0.5 : (one - least) / range);
  };
  const across = spread(days);
  const up = spread(values);
  return trend
    .map((_, i) => {
      const x = MARGIN + across(days[i]!) * (width - 2 * MARGIN);
      const y = height - MARGIN - up(values[i]!) * (height - 2 * MARGIN);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}

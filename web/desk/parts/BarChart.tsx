import { useId } from 'react';
import { pile, stand } from './bars';

interface BarChartProps {
  /** What the picture says, for who does not see it. */
  label: string;
  months: { name: string; short: string; parts: { key: string; amount: string; text: string }[] }[];
  /** Names of the parts, in their order; without them no legend is drawn. */
  legend?: [key: string, name: string][];
  /** Parts stand side by side, to be compared, instead of on each other. */
  beside?: boolean;
}

const width = 640;
const height = 200;
const gap = 0.28;

/** Bars by month, each part in a colour and, beside it, a pattern of its own. */
export function BarChart({ label, months, legend, beside = false }: BarChartProps) {
  const id = useId();
  const sized = months.map(({ parts }) =>
    parts.map(({ key, amount }) => ({ key, size: Number(amount) })),
  );
  const { zero, bars } = beside ? stand(sized) : pile(sized);
  const step = width / Math.max(months.length, 1);
  const keys = beside ? (months[0]?.parts.map(({ key }) => key) ?? []) : [];
  const slim = (step * (1 - gap)) / Math.max(keys.length, 1);
  const every = months.length < 8 ? 1 : months.length < 15 ? 2 : 4;
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height + 22}`} role="img" aria-label={label}>
        <defs>
          {['down', 'lost', 'up', 'back', 'given_up', 'over', 'before'].map((key, index) => (
            <pattern
              key={key}
              id={`${id}-${key}`}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform={`rotate(${index % 2 === 0 ? 45 : -45})`}
            >
              <rect width="6" height="6" className={`chart-part chart-${key}`} />
              <rect width={index < 2 ? 3 : 1.5} height="6" className="chart-stripe" />
            </pattern>
          ))}
        </defs>
        {months.map((month, place) => (
          <g key={month.name}>
            {bars[place]?.map((part) => (
              <rect
                key={part.key}
                className={`chart-part chart-${part.key}`}
                fill={`url(#${id}-${part.key})`}
                x={(place + gap / 2) * step + Math.max(keys.indexOf(part.key), 0) * slim}
                width={slim}
                y={part.from * height}
                height={Math.max((part.to - part.from) * height, 1)}
              >
                <title>
                  {`${month.name}: ${month.parts.find(({ key }) => key === part.key)?.text ?? ''}`}
                </title>
              </rect>
            ))}
            {(months.length - 1 - place) % every === 0 && (
              <text className="chart-month" x={(place + 0.5) * step} y={height + 16}>
                {month.short}
              </text>
            )}
          </g>
        ))}
        <line className="chart-zero" x1="0" x2={width} y1={zero * height} y2={zero * height} />
      </svg>
      {legend && (
        <figcaption className="chart-legend">
          {legend.map(([key, name]) => (
            <span key={key}>
              <svg width="14" height="14" aria-hidden="true">
                <rect
                  width="14"
                  height="14"
                  className={`chart-part chart-${key}`}
                  fill={`url(#${id}-${key})`}
                />
              </svg>{' '}
              {name}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}

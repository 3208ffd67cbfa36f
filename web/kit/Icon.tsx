/** Line icons on a 24 grid, drawn here so that no icon font is fetched. */
const shapes = {
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5',
  settings: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5v5M9 14.5v5',
  plan: 'M4 8.5h16M5.5 5.5h13A1.5 1.5 0 0 1 20 7v10a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17V7a1.5 1.5 0 0 1 1.5-1.5ZM7.5 14.5h4',
  invoice: 'M7 3.5h10V20l-2.5-1.5L12 20l-2.5-1.5L7 20V3.5ZM9.5 8h5m-5 3.5h5',
  request: 'M4.5 5.5h15v10h-8L7 19v-3.5H4.5v-10ZM8 9h8m-8 3h5',
  customers:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 8c.4-3.2 2.6-5 5.5-5s5.100 1.800 5.500 5M16 11.500a2.500 2.500 0 1 0-1-4.800M17 14.200c2 .5 3.200 2 3.500 4.300',
  check: 'm5 12.500 4.500 4.500L19 7.500',
  cross: 'M6.500 6.500l11 11m0-11-11 11',
  info: 'M12 11v5.500M12 7.500v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  warning:
    'M12 9.500v4.500m0 3v.1M10.300 4.300 2.900 17.500A1.800 1.800 0 0 0 4.500 20h15a1.800 1.800 0 0 0 1.600-2.500L13.700 4.300a1.900 1.900 0 0 0-3.400 0Z',
  minus: 'M5 12h14',
  plus: 'M5 12h14M12 5v14',
  arrow: 'M5 12h14m-5.500-5.500L19 12l-5.500 5.500',
  back: 'M19 12H5m5.500-5.500L5 12l5.500 5.500',
  chevron: 'm7 10 5 5 5-5',
  card: 'M4 9.500h16M5.500 5.500h13A1.500 1.500 0 0 1 20 7v10a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 17V7a1.500 1.500 0 0 1 1.500-1.500ZM7 15h3',
  wallet:
    'M4 8a2.500 2.500 0 0 1 2.500-2.500H17V8M4 8v9A1.500 1.500 0 0 0 5.500 18.500h13A1.500 1.500 0 0 0 20 17V9.500A1.500 1.500 0 0 0 18.500 8H4Zm12 5.200v.1',
  mail: 'M4 6h16v12H4V6Zm.5 1 7.500 6 7.500-6',
  people:
    'M12 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM5 19.500c.5-3.500 3.300-5.500 7-5.500s6.500 2 7 5.500',
  lock: 'M7.500 10.500V8a4.500 4.500 0 0 1 9 0v2.500M6 10.500h12v9H6v-9Z',
  download: 'M12 4.500v10.500m-4.500-4.500L12 15l4.500-4.500M5 19.500h14',
  external: 'M13.500 5H19v5.500M19 5l-8 8M17 14.500V19H5V7h4.500',
  print: 'M7 9V4h10v5M7 17H4.500V9.500h15V17H17M7 14h10v6H7v-6Z',
  chart: 'M4.500 4.500v15h15M8.500 16v-4m4 4V8m4 8v-6',
  clock: 'M12 7v5.200l3.300 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  bell: 'M6.500 16.500V11a5.500 5.500 0 0 1 11 0v5.500H6.500ZM5 16.500h14M10 19.500a2.200 2.200 0 0 0 4 0',
  help: 'M9.500 9.500a2.500 2.500 0 1 1 3.600 2.200c-.8.4-1.100 1-1.100 1.800m0 3v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
} as const;

export type IconName = keyof typeof shapes;

interface IconProps {
  name: IconName;
  size?: number;
}

export function Icon({ name, size = 20 }: IconProps) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}

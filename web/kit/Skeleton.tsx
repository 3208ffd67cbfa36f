import { useEffect, useState } from 'react';

interface SkeletonProps {
  label: string;
  lines?: number;
}

/** Grey bars in place of content that is late; a quick answer never flashes them. */
export function Skeleton({ label, lines = 3 }: SkeletonProps) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="visually-hidden">{label}</span>
      {late && Array.from({ length: lines }, (_, line) => <span key={line} className="bone" />)}
    </div>
  );
}

import type { ReactNode } from 'react';
import { Icon } from './Icon';

interface DisclosureProps {
  summary: ReactNode;
  children: ReactNode;
}

/** The native details element. */
export function Disclosure({ summary, children }: DisclosureProps) {
  return (
    <details className="disclosure">
      <summary>
        <span>{summary}</span>
        <Icon name="chevron" size={16} />
      </summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}

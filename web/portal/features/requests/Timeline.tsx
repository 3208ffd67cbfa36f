import type { StaffRequest } from '../../../api/types';
import { useTexts } from '../../../text/Texts';

interface TimelineProps {
  request: StaffRequest;
}

/** What happened to the request, oldest first, in the service's words. */
export function Timeline({ request }: TimelineProps) {
  const { t, instant } = useTexts();
  const steps = request.timeline ?? [];
  if (steps.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="timeline">
      <h2 id="timeline">{t('request.timeline')}</h2>
      <ol className="timeline">
        {steps.map((step) => (
          <li key={`${step.at} ${step.type} ${step.text}`}>
            <time className="small muted" dateTime={step.at}>
              {instant(step.at)}
            </time>
            <span>{step.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

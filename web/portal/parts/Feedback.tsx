import { useMutation } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { Button } from '../../kit/Button';
import { useTexts } from '../../text/Texts';
import { ProblemBanner } from './ProblemBanner';

const verdicts = ['yes', 'neutral', 'no'] as const;

interface FeedbackProps {
  page: string;
}

/** Whether this page answered the reader's question. */
export function Feedback({ page }: FeedbackProps) {
  const { t } = useTexts();
  const give = useMutation({
    mutationFn: async (verdict: (typeof verdicts)[number]) => {
      await body(api.POST('/v1/feedback', { body: { page, verdict } }));
    },
  });
  return (
    <section className="feedback" aria-labelledby="feedback">
      <p id="feedback">{t('feedback.question')}</p>
      <div className="row gap-s" role="status">
        {give.isSuccess ? (
          <strong>{t('feedback.thanks')}</strong>
        ) : (
          verdicts.map((verdict) => (
            <Button key={verdict} look="quiet" onClick={() => give.mutate(verdict)}>
              {t(`feedback.${verdict}`)}
            </Button>
          ))
        )}
      </div>
      {give.error && <ProblemBanner error={give.error} />}
    </section>
  );
}

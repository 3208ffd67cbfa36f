import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { newIntent, upload } from '../../../api/client';
import type { StaffRequest } from '../../../api/types';
import { Icon } from '../../../kit/Icon';
import { formatBytes } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';

interface AttachmentsProps {
  request: StaffRequest;
  isOpen: boolean;
}

const kinds = '.pdf,.png,.jpg,.jpeg,.txt,.csv';
const filesMax = 10;

/** The files beside a request, to be saved; and a way to add one while it is open. */
export function Attachments({ request, isOpen }: AttachmentsProps) {
  const { t, instant, language } = useTexts();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [part, setPart] = useState(0);
  const files = request.attachments ?? [];
  const add = useMutation({
    mutationFn: (file: File) => {
      setPart(0);
      const name = encodeURIComponent(file.name);
      return upload(`/v1/requests/${request.id}/attachments?name=${name}`, file, {
        onProgress: setPart,
        headers: { 'Idempotency-Key': newIntent() },
      });
    },
    onSettled: () => {
      if (input.current) input.current.value = '';
      client.invalidateQueries({ queryKey: ['request'] });
      client.invalidateQueries({ queryKey: ['requests'] });
    },
  });
  if (files.length === 0 && !isOpen) return null;
  return (
    <section className="card stack" aria-labelledby="files">
      <h2 id="files">{t('request.files')}</h2>
      {files.length > 0 && (
        <ul className="plain-list stack gap-s">
          {files.map((file) => (
            <li key={file.id} className="attachment">
              <a
                className="link"
                href={`/v1/requests/${request.id}/attachments/${file.id}`}
                download
              >
                <Icon name="download" size={16} />
                <span>{file.name}</span>
              </a>
              <span className="small muted">
                {formatBytes(file.bytes, language)} · {file.by.name || t('request.our_team')} ·{' '}
                {instant(file.at)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isOpen && files.length < filesMax && (
        <div className="field">
          <label htmlFor={id}>{t('request.file_add')}</label>
          <input
            ref={input}
            id={id}
            name="attachment"
            type="file"
            accept={kinds}
            aria-describedby={`${id}-hint`}
            disabled={add.isPending}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) add.mutate(file);
            }}
          />
          <p className="hint" id={`${id}-hint`}>
            {t('request.file_hint')}
          </p>
        </div>
      )}
      {add.isPending && (
        <p role="status" className="small">
          {t('request.file_sending')}{' '}
          <span className="numbers">{`${Math.round(part * 100)} %`}</span>
        </p>
      )}
      {add.error && <ProblemBanner error={add.error} />}
    </section>
  );
}

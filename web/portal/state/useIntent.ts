import { useRef } from 'react';
import { newIntent } from '../../api/client';
import { ApiProblem } from '../../api/problem';

/**
 * One key for one thing a person means to do: kept while the answer is unknown, renewed after an
 * answer, since a refusal is final for its key.
 */
export function useIntent() {
  const key = useRef(newIntent());
  return {
    key: () => key.current,
    settle: (error?: unknown) => {
      if (!error || (error instanceof ApiProblem && error.status < 500)) key.current = newIntent();
    },
  };
}

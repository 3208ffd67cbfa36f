// Asking again, more and more rarely, until an answer is final.
const waits = [1000, 1500, 2500, 4000, 6000, 10_000];
const longest = 10_000;

interface Asked<T> {
  state: { data: T | undefined; dataUpdateCount: number };
}

/** For a query that asks what became of a payment: never an answer of before, and none after the final one. */
export function untilFinal<T>(isFinal: (answer: T) => boolean) {
  return {
    gcTime: 0,
    staleTime: 0,
    refetchInterval: ({ state }: Asked<T>): number | false =>
      state.data !== undefined && isFinal(state.data)
        ? false
        : (waits[state.dataUpdateCount] ?? longest),
  };
}

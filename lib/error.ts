/** JSON values only, so that an error crosses a worker boundary and a snapshot unchanged. */
export type ErrorData = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | null>>;

/**
 * What went wrong, as data: a stable code and the facts of the case. The words that people read are chosen
 * by whoever shows the error (`content/<language>/errors`), so `message` is for logs and stack traces only.
 */
export class AtlasError extends Error {
  readonly code: string;
  readonly data: ErrorData;
  /** True where the same request may succeed later (a lost device, a broken download). */
  readonly retryable: boolean;

  constructor(code: string, data: ErrorData, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(`${code} ${JSON.stringify(data)}`, { cause: options.cause });
    this.name = 'AtlasError';
    this.code = code;
    this.data = data;
    this.retryable = options.retryable ?? false;
  }
}

/** The error factory of one folder: `Catalog` maps each code to the facts that go with it. */
export function errorFactory<Catalog extends { [Code in keyof Catalog]: ErrorData }>() {
  return <Code extends keyof Catalog & string>(
    code: Code,
    data: Catalog[Code],
    options?: { cause?: unknown; retryable?: boolean },
  ): AtlasError => new AtlasError(code, data, options);
}

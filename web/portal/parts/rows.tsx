export interface Row {
  readonly term: string;
  readonly detail?: string;
  readonly value: string;
  readonly isSum?: boolean;
  /** An id: nobody reads it, and it may be broken anywhere. */
  readonly isCode?: boolean;
}

/** Terms and their values, one below the other. */
export function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl class="rows">
      {rows.map(({ term, detail, value, isSum, isCode }) => (
        <div key={term} class={isSum ? "sum" : ""}>
          <dt>
            {term}
            {detail !== undefined && <small>{detail}</small>}
          </dt>
          <dd class={isCode ? "code" : ""}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

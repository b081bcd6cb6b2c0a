export interface Row {
  readonly term: string;
  readonly detail?: string;
  readonly value: string;
  readonly isSum?: boolean;
}

/** Terms and their values, one below the other. */
export function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl class="rows">
      {rows.map(({ term, detail, value, isSum }) => (
        <div key={term} class={isSum ? "sum" : ""}>
          <dt>
            {term}
            {detail !== undefined && <small>{detail}</small>}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

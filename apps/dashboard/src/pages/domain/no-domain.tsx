import { rows } from '../../store/domains.js';
import { links } from '../../router/links.js';
import { nearest } from './nearest.js';

/** A name that the config does not have: those that look like it, and where to look. */
export function NoDomain({ name }: { name: string }) {
  const near = nearest(
    name,
    rows.value.map(({ domain }) => domain),
  );
  return (
    <>
      <p class="crumb">
        <a href={links.overview}>Overview</a>
      </p>
      <div class="card">
        <div class="empty">
          <h1>
            No domain is called <span class="mono">{name}</span>.
          </h1>
          <p class="soft">
            The config in force does not name it, so DNS answers NXDOMAIN or what a record of its zone says. It appears here
            within a second once it is added under <code>zones</code> and the config is reloaded.
          </p>
          {near.length > 0 && (
            <>
              <p class="soft">{near.length === 1 ? 'This one is close:' : 'These are close:'}</p>
              <ul>
                {near.map((domain) => (
                  <li key={domain}>
                    <a class="mono" href={links.domain(domain)}>
                      {domain}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          <p>
            <a class="btn" href={`${links.overview}?q=${encodeURIComponent(name.split('.')[0] ?? '')}`}>
              Search the overview
            </a>
          </p>
        </div>
      </div>
    </>
  );
}

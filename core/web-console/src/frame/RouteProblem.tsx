import { useRouteError } from 'react-router-dom';
import { Problem } from '../shared/Problem';

/** Last resort for an error a page did not expect, including a part of the console that could not be loaded. */
export function RouteProblem() {
  return (
    <main className="standalone">
      <Problem error={useRouteError()} onRetry={() => window.location.reload()} />
    </main>
  );
}

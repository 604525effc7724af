// Where the figures of a tab will stand.
import { Pending } from '../parts/Figure.tsx';

export function Waiting() {
  return (
    <div className="drawer-wait">
      <Pending />
    </div>
  );
}

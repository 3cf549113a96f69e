import { InboxOutlined } from '@ant-design/icons';
import { Badge } from 'antd';
import { useTenant } from '../frame/tenant';
import { useWaiting } from './waiting';

/** The inbox in the menu, with a dot when something waits; red only when something is past its period. */
export function InboxIcon() {
  const { code } = useTenant();
  const items = useWaiting(code).data?.items ?? [];
  const overdue = items.some((item) => item.urgency === 'OVERDUE');
  return (
    // The menu spaces its label by the icon's class, which the badge would hide from it.
    <span className="anticon ant-menu-item-icon">
      <Badge dot={items.length > 0} color={overdue ? undefined : '#174a8c'}>
        <InboxOutlined />
      </Badge>
    </span>
  );
}

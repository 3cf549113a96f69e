import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Plugin } from '../api/model';
import { formatInstant } from '../shared/dates';

/** What of the plugin did not start where, and which nodes that ran it are gone. */
export function PluginNodes({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation();
  const nodes = plugin.nodes ?? [];
  const version = (hash: string | null | undefined) => plugin.versions?.find((one) => one.hash === hash)?.version;
  const failed = nodes.filter((node) => node.there && node.message);
  const gone = new Map(nodes.filter((node) => !node.there).map((node) => [node.node, node.lastSeen]));
  return (
    <>
      {failed.map((node) => (
        <p key={`${node.node}${node.hash}`} className="page-hint" data-testid="plugin-node-failed">
          <Tag color="red">{t('plugins.nodeFailed', { node: node.node, version: version(node.hash) })}</Tag>{' '}
          {node.message}
        </p>
      ))}
      {[...gone].map(([node, seen]) => (
        <p key={node} className="page-hint" data-testid="plugin-node-gone">
          <Tag color="orange">{t('plugins.nodeGone', { node })}</Tag>{' '}
          {t('plugins.nodeLastSeen', { at: formatInstant(seen) })}
        </p>
      ))}
    </>
  );
}

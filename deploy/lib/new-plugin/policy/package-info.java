/** The subsidy for buying technology as a policy (示例); it may touch the plugin API alone. */
@NullMarked
package @package@;

import org.jspecify.annotations.NullMarked;

// Transcendental functions out of + - * / sqrt and bits alone, so that every x86-64 processor returns the same bits:
// the C library chooses its code by processor. All polynomials are minimax fits (Remez) made for this file, unless a source
// is named. The functions of float have no branches, so that plain loops over arrays become vector code at -O3.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace sim::elementary {

/// `yes` or `no`. In single precision by a mask: compilers turn chains of `?:` into branches, and then loops stay scalar.
/// In double precision, where most calls stand alone, well predicted branches are a third faster than masks.
template <class Real>
constexpr Real select(bool condition, Real yes, Real no) {
    if constexpr (sizeof(Real) == 8)
        return condition ? yes : no;
    else {
        const std::uint32_t mask = 0U - static_cast<std::uint32_t>(condition);
        return std::bit_cast<Real>((std::bit_cast<std::uint32_t>(yes) & mask) | (std::bit_cast<std::uint32_t>(no) & ~mask));
    }
}

namespace detail {

/// c0 + c1 x + c2 x^2 + ..., by Horner's rule, in a fixed order of operations.
template <class Real>
constexpr Real polynomial(Real, Real c0) {
    return c0;
}
template <class Real, class... Rest>
constexpr Real polynomial(Real x, Real c0, Rest... rest) {
    return c0 + x * polynomial(x, rest...);
}

inline constexpr double ln2_high = 6.93147180369123816490e-01;  // 21 bits: its product with an exponent is exact
inline constexpr double ln2_low = 1.90821492927058770002e-10;
inline constexpr float ln2_high_f = 0.693359375F;  // 9 bits
inline constexpr float ln2_low_f = -2.12194440e-4F;

/// What a logarithm returns: `value`, but infinity at infinity, -infinity at 0, NaN below 0 and for NaN.
template <class Real>
constexpr Real log_edges(Real x, Real value) {
    constexpr Real infinity = std::numeric_limits<Real>::infinity();
    const Real no_real = select(x == Real{0}, -infinity, std::numeric_limits<Real>::quiet_NaN());
    return select(x > Real{0}, select(x < infinity, value, infinity), no_real);
}

}  // namespace detail

/// Natural logarithm: under 1 ulp, subnormal numbers included; -infinity at 0, NaN below 0 and for NaN.
constexpr double log(double x) {
    constexpr std::uint64_t root_half = std::bit_cast<std::uint64_t>(0x1.6a09e667f3bcdp-1);
    const bool tiny = x < std::numeric_limits<double>::min();
    // The mantissa is brought into [sqrt(1/2), sqrt(2)); the exponent becomes a double by way of the bits of 2^52 + exponent.
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x * select(tiny, 0x1p54, 1.0)) + (0x3ff0000000000000U - root_half);
    const double exponent = std::bit_cast<double>((bits >> 52) | 0x4330000000000000U) - select(tiny, 0x1p52 + 1077, 0x1p52 + 1023);
    const double f = std::bit_cast<double>((bits & 0x000fffffffffffffU) + root_half) - 1.0;

    const double s = f / (2.0 + f);  // log(1+f) = log((1+s)/(1-s)) = 2s + s R(s^2)
    const double z = s * s;
    const double r = z * detail::polynomial(z, 0.6666666666666734, 0.3999999999941488, 0.28571428742349325, 0.22222198576650326,
                                            0.18183564164069452, 0.15314054331700228, 0.147959149036573);
    const double half_square = 0.5 * f * f;
    const double rest = half_square - (s * (half_square + r) + exponent * detail::ln2_low);
    return detail::log_edges(x, exponent * detail::ln2_high - (rest - f));
}

namespace detail {

/// Natural logarithm of a float with these bits, its exponent raised by `raised`.
constexpr float log_bits(std::uint32_t of, float raised) {
    constexpr std::uint32_t root_half = std::bit_cast<std::uint32_t>(0x1.6a09e6p-1F);
    const std::uint32_t bits = of + (0x3f800000U - root_half);
    const float exponent = static_cast<float>(static_cast<std::int32_t>(bits >> 23)) - raised;
    const float f = std::bit_cast<float>((bits & 0x007fffffU) + root_half) - 1.0F;

    const float p = polynomial(f, 0.333333164F, -0.250007957F, 0.200022832F, -0.166249678F, 0.141814068F, -0.131253034F,
                               0.128792986F, -0.0786554739F);
    const float square = f * f;
    const float rest = 0.5F * square - (f * square * p + exponent * ln2_low_f);
    return exponent * ln2_high_f - (rest - f);
}

}  // namespace detail

/// Natural logarithm in single precision: under 1 ulp, subnormal numbers included; edges as for double.
constexpr float log(float x) {
    const bool tiny = x < std::numeric_limits<float>::min();
    const auto bits = std::bit_cast<std::uint32_t>(x * select(tiny, 0x1p25F, 1.0F));
    return detail::log_edges(x, detail::log_bits(bits, select(tiny, 152.0F, 127.0F)));
}

/// The same for numbers that are positive, finite and not subnormal; anything else gives some number without meaning.
constexpr float log_of_normal(float x) { return detail::log_bits(std::bit_cast<std::uint32_t>(x), 127.0F); }

/// Exponential: under 1 ulp; infinity above 709.78, gradual underflow below -708.4, 0 below -745.2; NaN stays NaN.
constexpr double exp(double x) {
    constexpr double shift = 0x1.8p52 + 2046;  // adding it rounds to a whole number and leaves that, plus 2046, in the low bits
    const double below = select(x > 710.0, 710.0, x);
    const double clamped = select(below < -746.0, -746.0, below);
    const double shifted = clamped * 1.4426950408889634 + shift;
    const double k = shifted - shift;
    const double high = clamped - k * detail::ln2_high;
    const double low = k * detail::ln2_low;
    const double r = high - low;
    const double p = detail::polynomial(r, 0.5000000000000012, 0.166666666666667, 0.04166666666651609, 0.00833333333330717,
                                        0.0013888888946865996, 0.00019841269917467695, 2.4801490078912197e-05,
                                        2.755721622863891e-06, 2.7631236470700704e-07, 2.5117881635229178e-08);
    // Two factors, because 2^k itself may be too large or too small to be a number; only the last product rounds.
    const std::uint64_t biased = std::bit_cast<std::uint64_t>(shifted) & 0xfffU;
    const std::uint64_t half = biased >> 1;
    const double value = 1.0 + (high - (low - r * r * p));
    return value * std::bit_cast<double>(half << 52) * std::bit_cast<double>((biased - half) << 52);
}

/// Exponential in single precision: under 1 ulp; infinity above 88.73, gradual underflow below -87.3, 0 below -104; NaN stays NaN.
constexpr float exp(float x) {
    constexpr float shift = 0x1.8p23F + 254;
    const float below = select(x > 89.0F, 89.0F, x);
    const float clamped = select(below < -105.0F, -105.0F, below);
    const float shifted = clamped * 1.44269504F + shift;
    const float k = shifted - shift;
    const float high = clamped - k * detail::ln2_high_f;
    const float low = k * detail::ln2_low_f;
    const float r = high - low;
    const float p = detail::polynomial(r, 0.5F, 0.166665196F, 0.041666206F, 0.00836888235F, 0.00139504962F);
    const std::uint32_t biased = std::bit_cast<std::uint32_t>(shifted) & 0x1ffU;
    const std::uint32_t half = biased >> 1;
    const float value = 1.0F + (high - (low - r * r * p));
    return value * std::bit_cast<float>(half << 23) * std::bit_cast<float>((biased - half) << 23);
}

/// 1 / (1 + exp(-x)): relative error under 4e-16, without overflow at either end.
constexpr double logistic(double x) {
    const double e = exp(x < 0.0 ? x : -x);
    return (x < 0.0 ? e : 1.0) / (1.0 + e);
}

/// x^y = exp(y log x) for x >= 0: relative error below (1.5 |y log x| + 2) 2^-52; x^0 is 1, NaN for x < 0.
constexpr double power(double x, double y) { return y == 0.0 ? 1.0 : exp(y * log(x)); }

/// cos(2 pi turns) for |turns| below 2^50: absolute error under 5e-16; exact at every quarter turn.
constexpr double cosine_turn(double turns) {
    constexpr double shift = 0x1.8p52;
    const double part = turns - ((turns + shift) - shift);
    const double folded = part < 0.0 ? -part : part;
    const double from_zero = 0.25 - folded;  // in [-1/4, 1/4], and the cosine is the sine of this
    const double v = from_zero * from_zero;
    const double sine = from_zero * detail::polynomial(v, 6.283185307179586, -41.34170224039975, 81.60524927607176,
                                                       -76.70585975263786, 42.05869391543799, -15.094641373550399,
                                                       3.819922876908682, -0.7176860640251178, 0.1007171927262614);
    const double below = sine > 1.0 ? 1.0 : sine;
    return below < -1.0 ? -1.0 : below;
}

/// The number below which a standard normal number falls with probability p: relative error under 1e-14 for 0 < p < 1
/// (M. Wichura, 1988, algorithm AS 241, PPND16); -infinity at 0, infinity at 1, NaN outside.
inline double normal_quantile(double p) {
    const double q = p - 0.5;
    if (q >= -0.425 && q <= 0.425) {
        const double r = 0.180625 - q * q;
        return q *
               detail::polynomial(r, 3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
                                  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727) /
               detail::polynomial(r, 1.0, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
                                  21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610);
    }
    if (!(p > 0.0 && p < 1.0)) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        return p == 0.0 ? -infinity : p == 1.0 ? infinity : std::numeric_limits<double>::quiet_NaN();
    }
    const double root = std::sqrt(-log(q < 0.0 ? p : 1.0 - p));
    const bool near = root <= 5.0;
    const double r = root - (near ? 1.6 : 5.0);
    const double numerator =
        near ? detail::polynomial(r, 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
                                  1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2,
                                  7.74545014278341407640e-4)
             : detail::polynomial(r, 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
                                  2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                  2.71155556874348757815e-5, 2.01033439929228813265e-7);
    const double denominator =
        near ? detail::polynomial(r, 1.0, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
                                  1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
                                  1.05075007164441684324e-9)
             : detail::polynomial(r, 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
                                  7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
                                  2.04426310338993978564e-15);
    return q < 0.0 ? -numerator / denominator : numerator / denominator;
}

/// Probability that a standard normal number is below x: absolute error under 3e-15, and under 1e-12 of itself down to x = -37.
constexpr double normal_cdf(double x) {
    const double distance = x < 0.0 ? -x : x;
    const double t = distance > 40.0 ? 40.0 : distance;
    // exp(t^2/2) (1 + t) Phi(-t) is smooth in y = (t - 4)/(t + 4) on the whole half line.
    const double y = (t - 4.0) / (t + 4.0);
    const double smooth = detail::polynomial(
        y, 0.47205320650984356, -0.09670347732655622, 0.013999634724686285, 0.02860036405590245, -0.03219783743812799,
        0.017936097426065584, -0.005002378440070446, -0.000285622535856066, 0.0006948959388608276, -9.443351335774016e-05,
        -8.784792619477981e-05, 2.1261524740797125e-05, 1.3612074091760463e-05, -3.4579304102300393e-06, -2.5861653686919883e-06,
        4.4188063926713855e-07, 5.209878166707658e-07, -3.340734015422049e-08, -8.874422803520556e-08, 2.688685208814307e-11,
        8.679407179844563e-09);
    const double tail = exp(-0.5 * t * t) * smooth / (1.0 + t);
    const double upper = x < 0.0 ? tail : 1.0 - tail;
    return x == x ? upper : x;
}

}  // namespace sim::elementary

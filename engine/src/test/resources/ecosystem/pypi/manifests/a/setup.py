from setuptools import setup

INSTALL = ["py>=1.5.0", 'pathlib3==2.2.0;python_version<"3.6"']

setup(
    install_requires=[
        'lxml[html]>=4.6.2', "foo>=2.20,<3.0",  # 'no>=1',
        "bar",
        "pinned == 1.0",
        "templated==%s" % VERSION,
    ],
    extras_require={'dev': """
pytest==7.4.3
""".split()},
    tests_require=['mock==1.0'],
)
